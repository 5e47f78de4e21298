package io.smolotchi.release.doctor;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.systemd.ProcessAge;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which release a process runs. It can't be read from the process, which names {@code current} only: one that is younger than the link was started with
 * what the link says, an older one with what was live when it started.
 */
public final class RunningVersion {

    private final CurrentLink link;
    private final ReleaseHistory history;
    private final Optional<Instant> switched;

    public RunningVersion(CurrentLink link, ReleaseHistory history) {
        this.link = link;
        this.history = history;
        this.switched = link.writtenAt();
    }

    /** Empty when there is no such process, or nothing tells. */
    public Optional<Version> of(int pid) {
        Optional<Instant> started = started(pid);
        if (started.isEmpty()) {
            return Optional.empty();
        }
        return olderThanLink(pid) ? history.liveAt(started.get()).flatMap(Activation::to) : link.version();
    }

    /** By the ages of both, so that a clock that was set meanwhile does not matter. */
    public boolean olderThanLink(int pid) {
        return switched.isPresent()
                && started(pid)
                        .filter(started -> started.isBefore(switched.get()))
                        .isPresent();
    }

    private static Optional<Instant> started(int pid) {
        return ProcessAge.of(pid).map((Duration age) -> Instant.now().minus(age));
    }
}
