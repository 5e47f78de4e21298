package io.smolotchi.release.store.source;

import java.io.IOException;
import java.io.InputStream;

/** Takes the entries that passed the {@link EntryGuard}: every path is relative and plain, and its parents came before it. */
interface TreeSink {

    void directory(String path);

    /** @return the number of bytes read */
    long file(String path, boolean executable, InputStream content) throws IOException;

    void link(String path, String target);

    /** @param earlier a file that came before; the new one is a copy of it */
    void copy(String path, String earlier);
}
