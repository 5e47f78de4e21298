package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes sure that the file is there and has the schema of this program, before it is written to. Costs one look at the file's header when it has;
 * otherwise migrates, after a copy, one process at a time.
 */
final class SchemaSetup {

    // The kernel's lock is per process: threads of this one would get an exception, not a turn.
    private static final ReentrantLock TURN = new ReentrantLock();

    private final SqliteFile file;
    private final Schema schema;

    SchemaSetup(SqliteFile file, Schema schema) {
        this.file = file;
        this.schema = schema;
    }

    /** @throws Refused when the catalog is newer than this program, or may not be written by this user */
    void prepare() {
        try {
            if (!Files.exists(file.path()) || found() < schema.version()) {
                migrateInTurn();
            }
            if (!Files.isWritable(file.path())) {
                throw forbidden();
            }
        } catch (AccessDeniedException e) {
            throw new Refused(
                    Code.NOT_ROOT, "cannot write the catalog " + file.path() + ": because only root may", "use sudo");
        } catch (IOException | SQLException e) {
            throw new CatalogException(
                    "cannot prepare the catalog " + file.path() + ": because of: " + e.getMessage(), e);
        }
    }

    /** Root may write whatever can be written. */
    private IOException forbidden() throws IOException {
        boolean readOnly = Files.getFileStore(file.path()).isReadOnly()
                || Files.isWritable(file.path().resolveSibling("."));
        return readOnly
                ? new FileSystemException(file.path().toString(), null, "it is read-only")
                : new AccessDeniedException(file.path().toString());
    }

    private int found() throws SQLException {
        try (Connection connection = file.openToRead()) {
            int found = SqliteFile.schemaVersion(connection);
            schema.refuseNewer(file, found);
            return found;
        }
    }

    private void migrateInTurn() throws IOException, SQLException {
        NewFiles.directory(file.path().resolveSibling("."));
        Path lock = file.path().resolveSibling(file.path().getFileName() + ".migration-lock");
        TURN.lock();
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.exists(file.path())) {
                NewFiles.empty(file.path());
            }
            int found = found();
            if (found < schema.version()) {
                if (found > 0) {
                    copyAside(found);
                }
                migrate();
            }
        } finally {
            TURN.unlock();
        }
    }

    /** Where the copy lies that is made before a catalog of that format is migrated. */
    static Path copy(SqliteFile file, int format) {
        return file.path().resolveSibling(file.path().getFileName() + ".format-" + format);
    }

    /** Through SQLite: a plain copy would miss the log, and closing it would drop this process's locks on the file. */
    private void copyAside(int found) throws IOException, SQLException {
        Path copy = copy(file, found);
        Path partial = copy.resolveSibling(copy.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        NewFiles.empty(partial);
        try (Connection connection = file.openToRead();
                var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, partial.toString());
            statement.execute();
        }
        NewFiles.moveDurably(partial, copy);
    }

    private void migrate() throws SQLException {
        try (Connection connection = file.openToWrite()) {
            schema.migrate(connection);
            int reached = SqliteFile.schemaVersion(connection);
            if (reached != schema.version()) {
                throw new IllegalStateException(
                        "the migrations reach format " + reached + ", this program expects " + schema.version());
            }
        }
    }
}
