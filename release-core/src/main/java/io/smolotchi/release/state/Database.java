package io.smolotchi.release.state;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.durable.Durable;
import io.smolotchi.release.store.disk.CloneTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/**
 * A SQLite database of the application, looked at and changed as its owner. The copy is always opened before the thread becomes the owner, so that it may
 * lie where he can't go.
 *
 * @param top the state directory that it lies in
 * @param running whether it is one of this machine. Below another root nothing of the application runs that could exchange a file for a link; and its user
 *     may not be able to go there
 */
record Database(Path top, Path file, boolean running) {

    /** What SQLite may have left beside a database that was not closed. */
    private static final List<String> BESIDE = List.of("-wal", "-shm", "-journal");

    private static final int WAIT_MILLIS = 100;
    private static final int WAITS = 50;
    private static final int PAGES_PER_STEP = 4_096;
    private static final int OK = 0;

    boolean exists() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** With what its log holds, which is less than the pages that it replaces; 0 when it is not there. */
    long bytes() {
        return size(file) + size(beside("-wal"));
    }

    /** Whatever a log beside it holds is part of the copy. The copy is new, durable and sound. */
    void copyTo(Path copy) {
        Digest before = schema();
        if (!cloned(copy)) {
            copied(copy);
        }
        String problem = problem(copy);
        if (!problem.isEmpty() || !schemaOf(copy).equals(before)) {
            throw new DatabaseTrouble("cannot copy " + file + ": the copy is not sound: "
                    + (problem.isEmpty() ? "it has another schema" : problem));
        }
        sync(copy);
    }

    /**
     * Shares its bytes where the file system can, while SQLite's own lock keeps writers away. Only when everything is in the file: what a log or a journal
     * holds is SQLite's to put together.
     *
     * @return whether that is the copy; otherwise nothing is there
     */
    private boolean cloned(Path copy) {
        boolean done;
        try (CloneTarget target = CloneTarget.create(copy, 0600)) {
            done = AsOwner.run(owner(), () -> unwritten(target));
        } catch (IOException | DatabaseTrouble e) {
            done = false;
        }
        if (!done) {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make " + copy, e);
            }
        }
        return done;
    }

    private boolean unwritten(CloneTarget target) throws SQLException {
        try (Connection connection = SqliteSettings.plain().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            statement.execute("BEGIN IMMEDIATE");
            try {
                return size(beside("-wal")) == 0 && size(beside("-journal")) == 0 && target.take(file);
            } finally {
                statement.execute("ROLLBACK");
            }
        }
    }

    private void copied(Path copy) {
        // Without a journal: it would be made as the owner, who can't write here. A copy that was cut off is thrown
        // away.
        String url = "jdbc:sqlite:" + copy;
        try (Connection own = SqliteSettings.ofCopy().createConnection(url)) {
            DB db = ((SQLiteConnection) own).getDatabase();
            int result = AsOwner.run(
                    owner(), () -> db.restore("main", file.toString(), null, WAIT_MILLIS, WAITS, PAGES_PER_STEP));
            if (result != OK) {
                throw new DatabaseTrouble("cannot copy " + file + ": " + SqliteSettings.words(result));
            }
        } catch (SQLException e) {
            throw trouble("copy", e);
        }
    }

    /**
     * Writes the copy into the file as it is, whose owner and mode stay; a log that lies beside it counts as part of what is overwritten. In one transaction
     * where it can be. Can be called again, whatever an earlier call left.
     */
    void restoreFrom(Path copy, Set<PosixFilePermission> modeWhenNew) {
        boolean made = !exists();
        try (Connection own = SqliteSettings.asItIs(copy)) {
            DB db = ((SQLiteConnection) own).getDatabase();
            // So that nothing of the copy is opened by the owner.
            schema(own);
            Owner owner = owner();
            int result = AsOwner.run(owner, () -> backup(db));
            if (result != OK) {
                // No room for a journal, other pages, or not a database any more: the copy is what counts.
                AsOwner.run(owner, this::empty);
                result = AsOwner.run(owner, () -> backup(db));
            }
            if (result != OK) {
                throw new DatabaseTrouble("cannot restore " + file + ": " + SqliteSettings.words(result));
            }
            if (made) {
                AsOwner.run(owner, () -> Files.setPosixFilePermissions(file, modeWhenNew));
                giveAway();
            }
        } catch (SQLException e) {
            throw trouble("restore", e);
        }
        sync(file);
        sync(directory());
    }

    private int backup(DB db) throws SQLException {
        return db.backup("main", file.toString(), null, WAIT_MILLIS, WAITS, PAGES_PER_STEP);
    }

    private Path empty() throws IOException {
        for (String end : BESIDE) {
            Files.deleteIfExists(beside(end));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.truncate(0);
        }
        return file;
    }

    /** With what lies beside it. */
    void remove() {
        AsOwner.run(owner(), () -> {
            for (String end : BESIDE) {
                Files.deleteIfExists(beside(end));
            }
            return Files.deleteIfExists(file);
        });
        sync(directory());
    }

    /** What SQLite finds wrong with it, read as it is; empty when it is sound. */
    private static String problem(Path copy) {
        try (Connection connection = SqliteSettings.asItIs(copy);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
            String found = row.next() ? row.getString(1) : "";
            return found.equals("ok") ? "" : found;
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Of its tables, indexes, views, triggers and its own number: the same before and after, unless somebody migrated it. */
    static Digest schemaOf(Path copy) {
        try (Connection connection = SqliteSettings.asItIs(copy)) {
            return schema(connection);
        } catch (SQLException e) {
            throw new DatabaseTrouble("cannot read the schema of " + copy + ": " + e.getMessage(), e);
        }
    }

    /** Throws when it is no database any more. */
    Digest schema() {
        return AsOwner.run(owner(), () -> {
            try (Connection connection = SqliteSettings.plain().createConnection("jdbc:sqlite:" + file)) {
                return schema(connection);
            } catch (SQLException e) {
                throw new DatabaseTrouble("cannot read " + file + ": " + e.getMessage(), e);
            }
        });
    }

    private static Digest schema(Connection connection) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                text.append(row.next() ? row.getInt(1) : 0);
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1, 2, 3")) {
                while (rows.next()) {
                    for (int column = 1; column <= 4; column++) {
                        text.append('\n').append(rows.getString(column));
                    }
                }
            }
        }
        return Digest.of(text.toString());
    }

    private Owner owner() {
        return running ? Owner.onTheWay(top, file) : Owner.ROOT;
    }

    /** What was made as root. */
    private void giveAway() {
        Owner owner = Owner.onTheWay(top, file);
        if (!running && AsOwner.isRoot() && !owner.isRoot()) {
            try {
                Files.setAttribute(file, "unix:uid", owner.user(), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:gid", owner.group(), LinkOption.NOFOLLOW_LINKS);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot give " + file + " to its user", e);
            }
        }
    }

    private Path directory() {
        return file.toAbsolutePath().resolveSibling("");
    }

    private Path beside(String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    private static long size(Path path) {
        try {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path, e);
        }
    }

    private DatabaseTrouble trouble(String what, SQLException e) {
        return new DatabaseTrouble("cannot " + what + " " + file + ": " + e.getMessage(), e);
    }

    static void sync(Path path) {
        try {
            Durable.syncUnlinked(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sync " + path, e);
        }
    }
}
