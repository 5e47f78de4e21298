package io.smolotchi.release.operation;

/** What becomes of installed files that somebody changed by hand. Without a choice nothing is activated. */
public enum DriftChoice {
    /** They become what the release says. */
    OVERWRITE,
    /** They stay as they are, and stay known as changed: the next activation asks again. */
    KEEP
}
