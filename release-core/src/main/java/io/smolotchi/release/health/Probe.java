package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.UnitState;
import java.util.Collection;
import java.util.Optional;

/** Looks at the running application from outside, once, and gives up after a few seconds. */
public interface Probe {

    String name();

    /** What it has in place of the common timing. */
    default Application.Limits limits() {
        return Application.Limits.NONE;
    }

    /**
     * Who answered, if it was certainly none of the units: an old process that holds the port is no health of the new one.
     *
     * @param units that were started
     */
    default Optional<String> stranger(Collection<UnitState> units) {
        return Optional.empty();
    }

    /** @throws java.io.UncheckedIOException when it can't even be tried */
    Answer ask();

    /** @param detail for people: "HTTP 500", "connection refused" */
    record Answer(boolean green, String detail) {}
}
