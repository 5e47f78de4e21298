package io.smolotchi.release.store.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where a release is staged from. */
sealed interface SourceTree permits DirectorySource, GitSource, TarSource, ZipSource {

    /** Gives every entry to the visitor, parents before what they hold where the source knows parents. */
    void visit(Visitor visitor) throws IOException;

    /** What is read: a directory or a file. */
    Path path();

    /** For people. */
    default String shown() {
        return path().toString();
    }

    /** Whether it is read from one file, so that its own descriptor is known only afterwards. */
    boolean archive();

    /** Whether a single directory at the top only wraps the tree, as archives have it. */
    default boolean wrapped() {
        return archive();
    }

    /** Opens what an entry holds; empty for everything but files. */
    interface Content {
        Content NONE = InputStream::nullInputStream;

        InputStream open() throws IOException;
    }

    interface Visitor {

        /**
         * @param content of a file, to be opened at most once and before this returns
         * @return whether the source should go on below a directory
         */
        boolean entry(SourceEntry entry, Content content) throws IOException;
    }
}
