package io.smolotchi.release.health;

import java.time.Duration;

/** Time that only goes forward: the wall clock of a machine without a battery jumps by years. */
public interface Ticker {

    /** As {@link System#nanoTime()}: only differences mean something. */
    long nanos();

    void sleep(Duration duration) throws InterruptedException;

    static Ticker system() {
        return new Ticker() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }
        };
    }
}
