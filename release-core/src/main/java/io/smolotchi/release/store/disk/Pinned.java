package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file or directory that is held by a descriptor, so that it stays the same whatever somebody puts in the place of its name. Opened from a directory that
 * is held likewise, without following a link.
 *
 * @param links names that it has
 * @param owner uid
 * @param mode type and permissions, as in stat(2)
 */
public record Pinned(int descriptor, int links, int owner, int mode) implements AutoCloseable {

    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;

    /** Only to go on from. */
    public static Pinned directory(Path path) throws IOException {
        return of(LinuxCalls.openToLookAt(LinuxCalls.AT_FDCWD, path.toAbsolutePath()), path.toString());
    }

    /**
     * Only to go on from; what is no directory is opened as well.
     *
     * @param name one name
     */
    public Pinned inside(String name) throws IOException {
        return of(LinuxCalls.openToLookAt(descriptor, Path.of(name)), name);
    }

    /**
     * To be read.
     *
     * @param name one name
     */
    public Pinned file(String name) throws IOException {
        return of(LinuxCalls.openNoFollow(descriptor, Path.of(name)), name);
    }

    private static Pinned of(int descriptor, String name) throws IOException {
        if (descriptor == -LinuxCalls.ENOENT) {
            throw new NoSuchFileException(name);
        }
        if (descriptor < 0) {
            throw new FileSystemException(name, null, LinuxCalls.text(-descriptor));
        }
        int[] state = LinuxCalls.statx(descriptor);
        if (state.length == 1) {
            LinuxCalls.close(descriptor);
            throw new FileSystemException(name, null, LinuxCalls.text(state[0]));
        }
        return new Pinned(descriptor, state[0], state[1], state[2]);
    }

    public boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    public boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    /** Leads to what is held, in this process and as long as it is held. */
    public Path path() {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    @Override
    public void close() {
        LinuxCalls.close(descriptor);
    }
}
