package io.smolotchi.release.units;

/**
 * A file that somebody changed since it was installed.
 *
 * @param path absolute on the machine
 * @param diff unified, from what was recorded to what is there; empty when it is gone or is no file any more
 */
public record Drift(String path, Kind kind, String diff) {

    /** In what way. A mask is the administrator's right and no drift. */
    public enum Kind {
        CHANGED,
        MODE,
        GONE,
        NO_FILE
    }
}
