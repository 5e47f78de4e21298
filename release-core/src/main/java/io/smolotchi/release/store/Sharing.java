package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.LinkCalls;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.disk.ProcessIdentity;
import io.smolotchi.release.store.manifest.Places;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Gives new files the bytes of sealed releases instead of bytes of their own: as a copy on write where the file system can, else as another name of the
 * same inode. What the sealed file holds is read and compared, never taken from a record; and it has to be what the new file is going to be in mode, owner
 * and attributes, because those of a shared inode are never changed. Any doubt means no sharing.
 */
final class Sharing {

    private final KnownContent known;
    private final boolean hardLinks;
    private final ProcessIdentity identity;
    private boolean clones = true;
    private boolean cloned;
    private long files;
    private long bytes;

    Sharing(KnownContent known, boolean hardLinks, ProcessIdentity identity) {
        this.known = known;
        this.hardLinks = hardLinks;
        this.identity = identity;
    }

    /**
     * Makes the file if a sealed one holds these bytes.
     *
     * @param path in the release, perhaps still below a directory that wraps it
     * @param target does not exist yet
     * @return whether it is there now
     */
    boolean whole(String path, Path target, int mode, byte[] content, int length) throws IOException {
        if (length == 0 || nothingToDo()) {
            return false;
        }
        Optional<Path> source = known.at(path).filter(file -> holds(file, mode, content, length));
        if (source.isEmpty() && known.ofSize(length)) {
            source = known.of(Digest.of(Arrays.copyOf(content, length)), mode)
                    .filter(file -> holds(file, mode, content, length));
        }
        if (source.isEmpty()) {
            return false;
        }
        boolean taken = take(source.get(), target, mode, length);
        if (!taken) {
            // Such as one with as many names as an inode may have: the copy that is written now is the next source.
            known.replace(source.get(), target);
        }
        return taken;
    }

    /** Replaces a file that was written already, because it was too large to look for before. */
    void replace(Path written, int mode, long size, Digest digest) throws IOException {
        if (nothingToDo()) {
            return;
        }
        Optional<Path> source = known.of(digest, mode).filter(file -> holds(file, mode, written, size));
        if (source.isPresent()) {
            Path beside = written.resolveSibling(Places.PARTIAL + Places.freshId());
            if (take(source.get(), beside, mode, size)) {
                Files.move(beside, written, StandardCopyOption.ATOMIC_MOVE);
            } else {
                known.replace(source.get(), written);
            }
        }
    }

    /** Files that were made without bytes of their own, and what they hold. */
    StagedRelease.Shared shared() {
        return new StagedRelease.Shared(files, bytes);
    }

    private boolean nothingToDo() {
        return !clones && !hardLinks;
    }

    private boolean take(Path source, Path target, int mode, long size) throws IOException {
        boolean taken = (clones && clone(source, target, mode)) || (hardLinks && LinkCalls.link(source, target) == 0);
        if (taken) {
            files++;
            bytes += size;
        }
        return taken;
    }

    /** The first file tells whether the file system can. */
    private boolean clone(Path source, Path target, int mode) throws IOException {
        int errno = LinkCalls.cloneToNew(source, target, mode);
        if (errno == 0) {
            cloned = true;
            if ((identity.umask() & mode) != 0) {
                Modes.set(target, mode);
            }
            return true;
        }
        clones = cloned;
        Files.deleteIfExists(target);
        return false;
    }

    private boolean holds(Path file, int mode, byte[] content, int length) {
        try {
            return fits(file, mode, length) && Arrays.equals(content, 0, length, read(file, length), 0, length);
        } catch (IOException goneOrUnreadable) {
            return false;
        }
    }

    private boolean holds(Path file, int mode, Path written, long size) {
        try {
            return fits(file, mode, size) && Files.mismatch(file, written) < 0;
        } catch (IOException goneOrUnreadable) {
            return false;
        }
    }

    private boolean fits(Path file, int mode, long size) throws IOException {
        Inode inode = Inode.of(file);
        return inode.isFile()
                && inode.size() == size
                && inode.permissions() == mode
                && inode.owner().equals(identity.owner())
                && LinkCalls.attributes(file).isEmpty();
    }

    private static byte[] read(Path file, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            while (content.hasRemaining()) {
                if (channel.read(content) < 0) {
                    throw new IOException(file + " became shorter");
                }
            }
        }
        return content.array();
    }
}
