package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Version;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a tree is not what its manifest says.
 *
 * @param path relative to the tree; empty for the tree itself
 * @param expected empty when nothing was
 * @param found empty when nothing was
 * @param alsoIn other releases that hold the same inode, and so the same damage; sorted
 */
public record Difference(String path, Kind kind, String expected, String found, List<Version> alsoIn) {

    public Difference {
        alsoIn = List.copyOf(alsoIn);
    }

    Difference(String path, Kind kind, String expected, String found) {
        this(path, kind, expected, found, List.of());
    }

    /** The same, with others in place of those that hold the inode. */
    public Difference alsoIn(List<Version> others) {
        return new Difference(path, kind, expected, found, others);
    }

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

        /** Whether it lies in the inode, so that every name of it is concerned. */
        boolean ofInode() {
            return this == CHANGED || this == MODE || this == OWNER || this == UNREADABLE;
        }
    }

    @Override
    public String toString() {
        String shown = path.isEmpty() ? "." : VisText.encode(path);
        return kind.word() + ": " + shown
                + (expected.isEmpty() || found.isEmpty() ? "" : " (" + expected + ", found " + found + ")")
                + (alsoIn.isEmpty()
                        ? ""
                        : ", the same file in "
                                + alsoIn.stream().map(Version::value).collect(Collectors.joining(", ")));
    }
}
