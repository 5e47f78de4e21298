package io.smolotchi.release.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kernel lock on a file. It goes with the process that holds it, so there is no stale lock. The holder's details lie beside it in a file of their
 * own: opening and closing the locked file a second time would drop the lock (POSIX).
 */
public final class LockFile {

    private static final Logger LOG = LoggerFactory.getLogger(LockFile.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** One object per file in this process, for the same reason. */
    private static final Map<Path, LockFile> ALL = new ConcurrentHashMap<>();

    private final Path path;
    private @Nullable FileChannel channel;

    private LockFile(Path path) {
        this.path = path;
    }

    public static LockFile at(Path path) {
        return ALL.computeIfAbsent(path.toAbsolutePath().normalize(), LockFile::new);
    }

    /** Held until it is closed. */
    public interface Held extends AutoCloseable {
        /** Whoever held it past its deadline, and was ended for it. */
        default Optional<Holder> ended() {
            return Optional.empty();
        }

        @Override
        void close();
    }

    /** Empty when somebody else holds it, be it in this process. */
    public synchronized Optional<Held> tryAcquire(Holder holder) {
        try {
            FileLock lock = channel().tryLock();
            if (lock == null) {
                return Optional.empty();
            }
            note(holder);
            return Optional.of(() -> release(lock));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + path, e);
        }
    }

    /** Who holds it, when that process is still alive. */
    public Optional<Holder> holder() {
        try {
            return Optional.of(JSON.readValue(Files.readString(holderFile()), Holder.class))
                    .filter(Holder::alive);
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private void release(FileLock lock) {
        if (!lock.isValid()) {
            // Closed before: what lies beside the lock is the next holder's.
            return;
        }
        removeNote();
        try {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + path, e);
        }
    }

    private void note(Holder holder) {
        Path next = path.resolveSibling(path.getFileName() + ".holder.new");
        try {
            Files.writeString(next, JSON.writeValueAsString(holder), StandardCharsets.UTF_8);
            Files.move(next, holderFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Information only: a full disk must not keep a prune from starting.
            LOG.warn("cannot note who holds {}", path, e);
            removeNote();
        }
    }

    private void removeNote() {
        try {
            Files.deleteIfExists(holderFile());
        } catch (IOException e) {
            LOG.warn("cannot remove the note about who holds {}", path, e);
        }
    }

    private Path holderFile() {
        return path.resolveSibling(path.getFileName() + ".holder");
    }

    private FileChannel channel() throws IOException {
        if (channel == null) {
            Files.createDirectories(path.getParent());
            // Whoever may open it, be it for reading, may lock it, and so shut every writer out.
            channel = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return channel;
    }
}
