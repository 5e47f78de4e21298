package io.smolotchi.release.health;

import java.time.Duration;

/** Time that passes only while somebody sleeps or a check is said to take long. */
final class ManualTicker implements Ticker {

    private long nanos = -5_000_000_000L;
    private final long start = nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) {
        pass(duration);
    }

    void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    Duration passed() {
        return Duration.ofNanos(nanos - start);
    }
}
