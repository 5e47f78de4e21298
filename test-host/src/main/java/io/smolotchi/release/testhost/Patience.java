package io.smolotchi.release.testhost;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something outside that tells nobody when it happens, with an end. */
final class Patience {
    private static final long PAUSE_MILLIS = 20;
    private final Duration limit;
    private final long deadline;

    private Patience(Duration limit) {
        this.limit = limit;
        deadline = System.nanoTime() + limit.toNanos();
    }

    static Patience of(Duration limit) {
        return new Patience(limit);
    }

    /** Whether the condition became true within the limit. It is tried at least once. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        return of(limit).until(condition);
    }

    /** Whether the condition became true within what is left. It is tried at least once. */
    boolean until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (isOver()) {
                return false;
            }
            pause();
        }
        return true;
    }

    Duration limit() {
        return limit;
    }

    boolean isOver() {
        return deadline - System.nanoTime() <= 0;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestHostException("interrupted while waiting", e);
        }
    }
}
