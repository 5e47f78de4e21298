package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Read-only connections, opened when they are needed; one that was used is kept for the next read, as long as the file is the same. */
final class ReadConnections implements AutoCloseable {

    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /** @param file the inode behind it: a catalog that was made anew under the same name is not read through an old connection */
    private record Opened(Connection connection, Object file) {}

    private final SqliteFile file;
    private final Schema schema;
    private final ConcurrentLinkedDeque<Opened> idle = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    ReadConnections(SqliteFile file, Schema schema) {
        this.file = file;
        this.schema = schema;
    }

    /** @param whenEmpty what is read where no catalog or no table is yet */
    <T> T read(T whenEmpty, Query<T> query) {
        Object key = fileKey();
        if (key == null) {
            return whenEmpty;
        }
        Opened opened = null;
        boolean sound = false;
        try {
            opened = take(key);
            int version = SqliteFile.schemaVersion(opened.connection());
            schema.refuseNewer(file, version);
            T result = version == 0 ? whenEmpty : query.run(opened.connection());
            sound = true;
            return result;
        } catch (SQLException e) {
            if (SqliteErrors.isForWantOfWriting(e) && !file.hasLog()) {
                return readAsItIs(whenEmpty, query, e);
            }
            if (SqliteErrors.isReadOnly(e)) {
                throw onlyRoot();
            }
            throw new CatalogException("cannot read the catalog " + file.path() + ": because of: " + e.getMessage(), e);
        } finally {
            if (opened != null) {
                giveBack(opened, sound);
            }
        }
    }

    private <T> T readAsItIs(T whenEmpty, Query<T> query, SQLException why) {
        try (Connection connection = file.openAsItIs()) {
            int version = SqliteFile.schemaVersion(connection);
            schema.refuseNewer(file, version);
            return version == 0 ? whenEmpty : query.run(connection);
        } catch (SQLException e) {
            e.addSuppressed(why);
            throw new CatalogException("cannot read the catalog " + file.path() + ": because of: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        closed.set(true);
        for (Opened opened = idle.poll(); opened != null; opened = idle.poll()) {
            closeQuietly(opened);
        }
    }

    private Opened take(Object key) throws SQLException {
        for (Opened opened = idle.poll(); opened != null; opened = idle.poll()) {
            if (opened.file().equals(key)) {
                return opened;
            }
            closeQuietly(opened);
        }
        return new Opened(file.openToRead(), key);
    }

    private void giveBack(Opened opened, boolean sound) {
        if (sound && idle.isEmpty() && !closed.get()) {
            idle.push(opened);
        } else {
            closeQuietly(opened);
        }
    }

    private @Nullable Object fileKey() {
        try {
            Object key =
                    Files.readAttributes(file.path(), BasicFileAttributes.class).fileKey();
            if (!Files.isReadable(file.path())) {
                throw new AccessDeniedException(file.path().toString());
            }
            return key;
        } catch (NoSuchFileException e) {
            return null;
        } catch (AccessDeniedException e) {
            throw onlyRoot();
        } catch (IOException e) {
            throw new CatalogException("cannot read the catalog " + file.path() + ": because of: " + e.getMessage(), e);
        }
    }

    private Refused onlyRoot() {
        return new Refused(
                Code.NOT_ROOT, "cannot read the catalog " + file.path() + ": because only root may", "use sudo");
    }

    @SuppressWarnings("EmptyCatch") // Nothing was written through it, so nothing can be lost.
    private static void closeQuietly(Opened opened) {
        try {
            opened.connection().close();
        } catch (SQLException e) {
            // As said above.
        }
    }
}
