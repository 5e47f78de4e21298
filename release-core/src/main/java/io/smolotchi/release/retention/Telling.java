package io.smolotchi.release.retention;

import io.smolotchi.release.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps back what is only told, for a moment, so that it costs one wait for the disk and not one each: a thousand releases are deleted faster than two thousand
 * events are made durable. Whoever watches sees it a quarter of a second later at most, while something is told.
 */
final class Telling {

    private static final long BETWEEN_NANOS = 250_000_000;

    private final Catalog catalog;
    private final List<Runnable> held = new ArrayList<>();
    private long last = System.nanoTime();

    Telling(Catalog catalog) {
        this.catalog = catalog;
    }

    void tell(Runnable event) {
        held.add(event);
        if (System.nanoTime() - last >= BETWEEN_NANOS) {
            now();
        }
    }

    /** All that was kept back, in its order, in one transaction. */
    void now() {
        List<Runnable> events = List.copyOf(held);
        held.clear();
        if (!events.isEmpty()) {
            catalog.together(() -> events.forEach(Runnable::run));
        }
        last = System.nanoTime();
    }
}
