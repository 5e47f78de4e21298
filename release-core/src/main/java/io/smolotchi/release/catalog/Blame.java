package io.smolotchi.release.catalog;

/** Who a failed activation is put down to. Only {@link #RELEASE} marks the release bad. */
public enum Blame {
    RELEASE,
    HOST,
    OPERATOR
}
