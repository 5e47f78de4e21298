package io.smolotchi.release.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database as an application would have it: in WAL mode, and left with a log when its process is killed. */
public final class AppDatabase {

    private final Path file;

    public AppDatabase(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** With a table of events. */
    public static AppDatabase made(Path file) {
        try {
            Files.createDirectories(file.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AppDatabase made = new AppDatabase(file);
        made.does("PRAGMA journal_mode=WAL", "CREATE TABLE event (id INTEGER PRIMARY KEY, detail TEXT NOT NULL)");
        return made;
    }

    public void add(String detail) {
        does("INSERT INTO event (detail) VALUES ('" + detail + "')");
    }

    public void migrate() {
        does("ALTER TABLE event ADD COLUMN weight INTEGER NOT NULL DEFAULT 1", "PRAGMA user_version = 2");
    }

    public void does(String... statements) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a process leaves it that is killed after it wrote that: in the log alone. */
    public void addAndBeKilled(String detail) {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        Path copy = file.resolveSibling("copy");
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint=0");
            statement.execute("INSERT INTO event (detail) VALUES ('" + detail + "')");
            Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(file, file.resolveSibling("main"), StandardCopyOption.REPLACE_EXISTING);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        try {
            Files.write(file, Files.readAllBytes(file.resolveSibling("main")));
            Files.delete(file.resolveSibling("main"));
            Files.move(copy, log, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The details in order, and the number of the schema: "a b, 0". */
    public String content() {
        return one("SELECT coalesce(group_concat(detail, ' '), '') FROM (SELECT detail FROM event ORDER BY id)") + ", "
                + one("PRAGMA user_version");
    }

    public String one(String query) {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "nothing";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
