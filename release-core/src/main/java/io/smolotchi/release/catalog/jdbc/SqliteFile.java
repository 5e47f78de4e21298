package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/**
 * Opens connections to one database file. The driver's transaction mode IMMEDIATE and its explicit read-only mode are never used: after one
 * SQLITE_BUSY they leave a connection that looks as if it were in a transaction and is not, so that later rollbacks keep their rows.
 */
record SqliteFile(Path path, Duration busyTimeout) {

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

    SqliteFile {
        path = path.toAbsolutePath().normalize();
        if (path.toString().indexOf('?') >= 0) {
            // The driver would take the rest for parameters and open another file.
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot use " + path + " as a catalog: because of the question mark in it",
                    "");
        }
    }

    static SqliteFile at(Path path) {
        return new SqliteFile(path, BUSY_TIMEOUT);
    }

    Connection openToRead() throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return config.createConnection(url());
    }

    /**
     * Without locks, log and index, none of which can be made on a file system that is full or read-only. Right only as long as nobody writes, so only
     * for a file without a log.
     */
    Connection openAsItIs() throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:file:" + path.toUri().getRawPath() + "?immutable=1");
    }

    boolean hasLog() {
        return Files.exists(path.resolveSibling(path.getFileName() + "-wal"));
    }

    Connection openToWrite() throws SQLException {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        return config.createConnection(url());
    }

    /** The number of the schema, which the migrations keep in the file's header; 0 before the first one. */
    static int schemaVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            row.next();
            return row.getInt(1);
        }
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
        return config;
    }

    private String url() {
        return "jdbc:sqlite:" + path;
    }
}
