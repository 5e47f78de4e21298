package io.smolotchi.release.health;

/** Told of every sample, on the thread of the watch. */
@FunctionalInterface
public interface SampleListener {
    void sample(Sample sample);

    /** Everything that was due has been looked at. */
    default void roundEnded() {}
}
