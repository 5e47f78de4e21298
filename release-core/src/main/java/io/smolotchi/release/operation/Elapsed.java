package io.smolotchi.release.operation;

import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.OperationId;
import java.time.Duration;
import java.util.Optional;

/** How long ago something was done, by the kernel's own count, which no clock that is set changes. */
public final class Elapsed {

    /** As the kernel writes ticks for everybody, whatever it counts in itself. */
    private static final double TICKS_PER_SECOND = 100;

    private Elapsed() {}

    /**
     * Since the process began that carried the operation out: it is no older than that. Empty when that was before the machine was booted, or is not known.
     */
    public static Optional<Duration> since(CatalogReads catalog, OperationId id) {
        return catalog.operation(id)
                .flatMap(operation -> Deserted.process(catalog, operation))
                .flatMap(ProcessMark::ticks)
                .flatMap(ticks -> Uptime.seconds().map(up -> up - ticks / TICKS_PER_SECOND))
                .filter(seconds -> seconds >= 0)
                .map(seconds -> Duration.ofMillis((long) (seconds * 1_000)));
    }
}
