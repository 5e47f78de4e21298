package io.smolotchi.release.store;

/**
 * Where a tree is not what its manifest says.
 *
 * @param path relative to the tree; empty for the tree itself
 * @param expected empty when nothing was
 * @param found empty when nothing was
 */
public record Difference(String path, Kind kind, String expected, String found) {

    public enum Kind {
        CHANGED("changed"),
        MISSING("missing"),
        EXTRA("extra"),
        TYPE("of another type"),
        MODE("re-moded"),
        OWNER("re-owned"),
        LINK("re-linked"),
        UNREADABLE("unreadable"),
        /** Not the tree: the record of it lies beside it, and was altered. */
        MANIFEST("altered manifest");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    @Override
    public String toString() {
        String shown = path.isEmpty() ? "." : VisText.encode(path);
        return kind.word() + ": " + shown
                + (expected.isEmpty() || found.isEmpty() ? "" : " (" + expected + ", found " + found + ")");
    }
}
