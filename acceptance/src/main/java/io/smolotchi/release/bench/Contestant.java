package io.smolotchi.release.bench;

import java.nio.file.Path;

/** One way to bring a tree to a machine, look after it, and take it away again. */
interface Contestant {

    String name();

    boolean takesPart(Phase phase);

    /** Gets ready in an empty directory; not timed. */
    Round open(Path directory);

    /** The phases of one contestant in one directory, in their order. */
    interface Round extends AutoCloseable {

        /** Timed, with the sync that makes it durable. */
        void run(Phase phase);

        /** Where the tree of that phase lies once it was run. */
        Path result(Phase phase);

        @Override
        void close();
    }
}
