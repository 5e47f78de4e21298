package io.smolotchi.release.store.disk;

import io.smolotchi.release.durable.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of zeros on each file system that a change writes to, deleted when there is no space left: so that a release can be left, and that be recorded, on
 * a full disk. What an activation writes besides releases fits into it many times over.
 */
public final class SpaceReserve {

    static final long BYTES = 4L << 20;

    private static final String NAME = ".smolotchi-release.reserve";

    private static final Logger LOG = LoggerFactory.getLogger(SpaceReserve.class);

    private final List<Path> directories;
    private final long bytes;

    /** @param directories one on each file system; those that are not there are passed over */
    public SpaceReserve(List<Path> directories) {
        this(directories, BYTES);
    }

    SpaceReserve(List<Path> directories, long bytes) {
        this.directories = List.copyOf(directories);
        this.bytes = bytes;
    }

    /**
     * Deletes the reserves where less than their size is left. One that can't be deleted is passed over: whoever asks for a change may be confined, and who
     * carries it out gives up again.
     *
     * @return their directories
     */
    public List<Path> giveUp() {
        List<Path> given = new ArrayList<>();
        for (Path directory : directories) {
            try {
                if (Files.isDirectory(directory)
                        && free(directory) < bytes
                        && Files.deleteIfExists(directory.resolve(NAME))) {
                    given.add(directory);
                }
            } catch (IOException e) {
                LOG.warn("cannot give up the reserve in {}", directory, e);
            }
        }
        return given;
    }

    /**
     * Makes those that are missing, or that a power cut left in part, where twice their size is left.
     *
     * @throws UncheckedIOException when one can't be made; nothing of it is left behind
     */
    public void keep() {
        for (Path directory : directories) {
            try {
                if (Files.isDirectory(directory) && !whole(directory.resolve(NAME)) && free(directory) > 2 * BYTES) {
                    make(directory);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep a reserve in " + directory, e);
            }
        }
    }

    private static boolean whole(Path reserve) throws IOException {
        return Files.exists(reserve) && Files.size(reserve) >= BYTES;
    }

    private static long free(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    private static void make(Path directory) throws IOException {
        Path partial = directory.resolve(NAME + ".new");
        Files.deleteIfExists(partial);
        boolean whole = false;
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(64 << 10);
            for (long written = 0; written < BYTES; written += channel.write(zeros.rewind())) {}
            // On the disk before it has its name: nobody makes it again after a power cut until the next change.
            channel.force(true);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(partial);
            }
        }
        Files.move(partial, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        Durable.sync(directory);
    }
}
