package io.smolotchi.release.descriptor;

/** Where units point. */
public enum Layout {
    /** {@code /opt/smolotchi/current}. */
    PROD,
    /** A working tree. */
    PROJECT,
    /** The release's own path, so that even a hand-made switch can't mix versions. */
    RESOLVED
}
