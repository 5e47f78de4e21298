package io.smolotchi.release.catalog.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes a catalog anew without its empty pages, when they are many: it costs as much as reading and writing all of it. */
final class Shrinking {

    private static final long LEAST_BYTES = 8L << 20;
    private static final int LEAST_SHARE = 4;
    /** The new pages are in the log before they are in the file. */
    private static final int COPIES = 2;

    private final SqliteFile file;

    Shrinking(SqliteFile file) {
        this.file = file;
    }

    /** Returns the bytes that were given back; 0 when it was not worth it, or there is no room for it. */
    long shrink(Connection connection) throws SQLException {
        long page = number(connection, "PRAGMA page_size");
        long pages = number(connection, "PRAGMA page_count");
        long empty = number(connection, "PRAGMA freelist_count");
        boolean worth = empty * page >= LEAST_BYTES && empty * LEAST_SHARE >= pages;
        if (!worth || free() < COPIES * (pages - empty) * page) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        return (pages - number(connection, "PRAGMA page_count")) * page;
    }

    private long free() {
        try {
            return Files.getFileStore(file.path()).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static long number(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(pragma)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
