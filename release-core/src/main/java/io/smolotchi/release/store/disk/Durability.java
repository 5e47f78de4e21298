package io.smolotchi.release.store.disk;

import io.smolotchi.release.durable.Durable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What has to reach the disk, and in which order: the calls that make it so. */
public final class Durability {

    private Durability() {}

    /** Also reports errors of writing back that came before; where they matter, open a {@link FileSystemSync} first. */
    public static void syncFileSystem(Path anywhere) throws IOException {
        try (FileSystemSync sync = FileSystemSync.open(anywhere)) {
            sync.sync();
        }
    }

    /** A new file with this content and mode, durable when it returns; its directory is not synced. */
    public static void writeNew(Path file, int mode, byte[] content) throws IOException {
        Durable.writeNew(file, content, written -> Modes.set(written, mode));
    }

    /** The same, durable only when the file system is synced. */
    public static void writeUnsynced(Path file, int mode, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            WholeBuffer.write(channel, content, content.length);
            Modes.set(file, mode);
        }
    }

    /**
     * Renames without ever replacing anything, not even an empty directory, which a plain {@code rename(2)} does silently.
     *
     * @throws FileAlreadyExistsException when the name is taken
     */
    public static void renameToNew(Path from, Path to) throws IOException {
        int errno = LinuxCalls.renameNoReplace(from, to);
        switch (errno) {
            case 0 -> {}
            case LinuxCalls.EEXIST -> throw new FileAlreadyExistsException(to.toString());
            case LinuxCalls.EINVAL, LinuxCalls.ENOSYS -> renameUnderLock(from, to);
            default ->
                throw new FileSystemException(from.toString(), to.toString(), "renameat2: " + LinuxCalls.text(errno));
        }
    }

    /** Some file systems lack the flag; there, stage.lock is what keeps a second writer from taking the name in between. */
    private static void renameUnderLock(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Each takes the name of the other, in one step.
     *
     * @return why not; empty when it was done
     */
    public static Optional<String> exchange(Path one, Path other) {
        int errno = LinuxCalls.exchange(one, other);
        return errno == 0 ? Optional.empty() : Optional.of(LinuxCalls.text(errno));
    }
}
