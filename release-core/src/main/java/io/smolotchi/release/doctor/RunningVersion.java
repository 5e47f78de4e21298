package io.smolotchi.release.doctor;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.OperationKind;
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
        return started(pid).flatMap(start -> beforeTheSwitch(start) ? liveAt(start) : link.version());
    }

    /** Whether it was started with another release than the one that the link names now. */
    public boolean another(int pid) {
        return started(pid).filter(this::beforeTheSwitch).isPresent() && !of(pid).equals(link.version());
    }

    private boolean beforeTheSwitch(Instant start) {
        return switched.filter(start::isBefore).isPresent();
    }

    /** What an activation starts it starts before it has ended, and after everything else was stopped; an adoption touches no process. */
    private Optional<Version> liveAt(Instant start) {
        Optional<Activation> next =
                history.rows().liveBegunAfter(start).filter(row -> row.kind() == OperationKind.ADOPT);
        return next.or(() -> history.rows().liveBegunBy(start)).flatMap(Activation::to);
    }

    /** By its age, so that a clock that was set meanwhile does not matter. */
    private static Optional<Instant> started(int pid) {
        return ProcessAge.of(pid).map((Duration age) -> Instant.now().minus(age));
    }
}
