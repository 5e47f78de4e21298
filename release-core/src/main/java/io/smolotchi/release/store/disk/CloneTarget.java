package io.smolotchi.release.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A new file that is to share the bytes of another one. It is opened before its source is, so that the two may be opened by different users: the source is
 * opened by the thread that takes it.
 */
public final class CloneTarget implements Closeable {

    private final int descriptor;

    private CloneTarget(int descriptor) {
        this.descriptor = descriptor;
    }

    /** @throws IOException also when the name is taken */
    public static CloneTarget create(Path path, int mode) throws IOException {
        int descriptor = LinkCalls.createNew(path, mode);
        if (descriptor < 0) {
            throw new FileSystemException(path.toString(), null, "open: " + LinuxCalls.text(-descriptor));
        }
        return new CloneTarget(descriptor);
    }

    /** Whether it shares them now; otherwise it is empty. The source is not reached through a link in its last name. */
    public boolean take(Path source) {
        return LinkCalls.cloneInto(descriptor, source) == 0;
    }

    @Override
    public void close() {
        LinuxCalls.close(descriptor);
    }
}
