package io.smolotchi.release.store;

/** Takes the lock of whoever changes what runs; staging holds it only for its last rename and the seal, so that it never blocks a rollback for long. */
@FunctionalInterface
public interface ChangeLock {

    /** Held until closed. A refusal (busy) passes through, and nothing is left behind. */
    Held take();

    /** A lock that is held. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** For a caller that holds it already, or has nobody to exclude. */
    static ChangeLock none() {
        return () -> () -> {};
    }
}
