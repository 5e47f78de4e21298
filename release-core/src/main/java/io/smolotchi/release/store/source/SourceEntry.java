package io.smolotchi.release.store.source;

/**
 * An entry as a source names it: nothing in it has been checked.
 *
 * @param name with slashes, relative or not
 * @param mode the twelve permission bits
 * @param size in bytes as declared; -1 when it is not
 * @param detail the target of a link or hard link; what a special file is; empty otherwise
 */
record SourceEntry(String name, Kind kind, int mode, long size, String detail) {

    enum Kind {
        DIRECTORY,
        FILE,
        LINK,
        HARD_LINK,
        SPECIAL
    }
}
