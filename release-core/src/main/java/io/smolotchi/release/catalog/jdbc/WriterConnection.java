package io.smolotchi.release.catalog.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;

/**
 * The one connection that writes. Not safe for use by several threads: {@link Writer} lets one at a time in. A connection that has seen a failure is
 * closed and never used again, since SQLite ends a transaction by itself on some errors and the driver does not notice.
 */
final class WriterConnection extends AbstractDataSource implements SmartDataSource {

    private final SqliteFile file;
    private @Nullable Connection connection;

    WriterConnection(SqliteFile file) {
        this.file = file;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection present = connection;
        if (present == null) {
            present = file.openToWrite();
            connection = present;
        }
        return present;
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    /** Spring returns it after each statement and transaction; it stays open all the same. */
    @Override
    public boolean shouldClose(Connection returned) {
        return false;
    }

    /** Whether a commit waits for the disk. Fails within a transaction. */
    void waitForDisk(boolean wait) throws SQLException {
        try (Statement statement = getConnection().createStatement()) {
            statement.execute("PRAGMA synchronous = " + (wait ? "FULL" : "NORMAL"));
        }
    }

    /** Closes it; what was not committed is gone. The next use opens a new one. */
    @SuppressWarnings("EmptyCatch") // Nothing that was committed can be lost by a close that fails.
    void discard() {
        Connection present = connection;
        connection = null;
        if (present != null) {
            try {
                present.close();
            } catch (SQLException e) {
                // As said above.
            }
        }
    }
}
