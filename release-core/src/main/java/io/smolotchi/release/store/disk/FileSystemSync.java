package io.smolotchi.release.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * {@code syncfs(2)} on a descriptor that is opened early: the kernel reports on it those errors of writing back that came after it was opened, so one
 * opened at the end would miss them.
 */
public final class FileSystemSync implements Closeable {

    private final Path path;
    private final int descriptor;
    private boolean open = true;

    private FileSystemSync(Path path, int descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /** @param path a directory or file on the file system */
    public static FileSystemSync open(Path path) throws IOException {
        int descriptor = LinuxCalls.openReadOnly(path);
        if (descriptor < 0) {
            throw new FileSystemException(path.toString(), null, "open: " + LinuxCalls.text(-descriptor));
        }
        return new FileSystemSync(path, descriptor);
    }

    public void sync() throws IOException {
        int errno = LinuxCalls.syncfs(descriptor);
        if (errno != 0) {
            throw new FileSystemException(path.toString(), null, "syncfs: " + LinuxCalls.text(errno));
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            LinuxCalls.close(descriptor);
        }
    }
}
