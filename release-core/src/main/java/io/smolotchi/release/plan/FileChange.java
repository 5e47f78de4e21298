package io.smolotchi.release.plan;

/**
 * A path that two releases differ in.
 *
 * @param path relative to the tree
 * @param before size in bytes; 0 when it was not there, or is no file
 * @param after likewise
 * @param diff unified, without a header; empty unless both are text of moderate length
 * @param note what else there is to know, such as "binary", or from where to where a link goes; empty when nothing is
 */
public record FileChange(String path, Kind kind, long before, long after, String diff, String note) {
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        /** The same content with other permission bits. */
        MODE
    }
}
