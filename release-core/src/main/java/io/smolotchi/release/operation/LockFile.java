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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kernel lock on a file. It goes with the process that holds it, so there is no stale lock. The holder's details lie beside it in a file of their
 * own: opening and closing the locked file a second time would drop the lock (POSIX).
 */
public final class LockFile {

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
            write(holder);
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

    private void release(FileLock lock) {
        try {
            Files.deleteIfExists(holderFile());
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + path, e);
        }
    }

    private void write(Holder holder) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".holder.new");
        Files.writeString(next, JSON.writeValueAsString(holder), StandardCharsets.UTF_8);
        Files.move(next, holderFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path holderFile() {
        return path.resolveSibling(path.getFileName() + ".holder");
    }

    private FileChannel channel() throws IOException {
        if (channel == null) {
            Files.createDirectories(path.getParent());
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return channel;
    }
}
