package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.CatalogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The catalog as a file: whether it is sound, and out of the way when it is not. */
public final class CatalogFile {

    private static final int FINDINGS = 20;

    private final SqliteFile file;

    public CatalogFile(Path db) {
        file = SqliteFile.at(db);
    }

    public boolean exists() {
        return Files.exists(file.path());
    }

    /** Whether anything was ever recorded in it; also when that can't be told. A file without a byte is an empty catalog to SQLite. */
    public boolean begun() {
        if (!exists()) {
            return false;
        }
        try (Connection connection = file.openToRead()) {
            return SqliteFile.schemaVersion(connection) > 0;
        } catch (SQLException unreadable) {
            return true;
        }
    }

    /**
     * What is wrong with it, a clause each; reads every page. Empty when it is sound.
     *
     * @throws io.smolotchi.release.refusal.Refused when a newer version of this program wrote it
     */
    public List<String> problems() {
        if (!exists()) {
            return List.of("there is no catalog at " + file.path());
        }
        try (Connection connection = file.openToRead()) {
            int version = SqliteFile.schemaVersion(connection);
            Schema.CURRENT.refuseNewer(file, version);
            List<String> problems = new ArrayList<>();
            if (version == 0) {
                problems.add("nothing was ever recorded in " + file.path());
            }
            problems.addAll(rows(connection, "PRAGMA integrity_check(" + FINDINGS + ")"));
            problems.removeIf("ok"::equals);
            rows(connection, "PRAGMA foreign_key_check")
                    .forEach(table -> problems.add("a row of " + table + " refers to nothing"));
            if (version == Schema.CURRENT.version()) {
                problems.addAll(new SchemaTexts(connection).damaged());
            }
            problems.addAll(damaged());
            return List.copyOf(problems);
        } catch (SQLException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private List<String> damaged() {
        try (PlainCatalogReads reads = new PlainCatalogReads(file.path())) {
            reads.understandEverything();
            return new InstalledSet(reads).damaged();
        } catch (CatalogException unreadable) {
            return List.of(String.valueOf(unreadable.getMessage()));
        }
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> first = new ArrayList<>();
            while (rows.next() && first.size() < FINDINGS) {
                first.add(rows.getString(1));
            }
            return first;
        }
    }

    /**
     * Brings it to the format of this program, after a copy, when it has an earlier one. Called under the lock.
     *
     * @return what was done, a sentence; empty when there was nothing to do
     * @throws io.smolotchi.release.refusal.Refused when a newer version of this program wrote it
     */
    public Optional<String> migrate() {
        if (!begun()) {
            return Optional.empty();
        }
        int before = version();
        new SchemaSetup(file, Schema.CURRENT).prepare();
        return before == Schema.CURRENT.version()
                ? Optional.empty()
                : Optional.of("the catalog was migrated from format " + before + " to " + Schema.CURRENT.version()
                        + "; " + SchemaSetup.copy(file, before) + " is what it was");
    }

    private int version() {
        try (Connection connection = file.openToRead()) {
            return SqliteFile.schemaVersion(connection);
        } catch (SQLException e) {
            throw new CatalogException("cannot read the catalog " + file.path() + ": because of: " + e.getMessage(), e);
        }
    }

    /** The greatest number that an operation has, as far as it can still be read. */
    public OptionalLong lastOperation() {
        if (!exists()) {
            return OptionalLong.empty();
        }
        try (Connection connection = file.openToRead()) {
            return rows(connection, "SELECT max(id) FROM operation").stream()
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (SQLException | NumberFormatException unreadable) {
            return OptionalLong.empty();
        }
    }

    /**
     * Renames it, with its log and index, so that what is in it can still be looked for; also a log that was left without its file, which another one
     * must not be given.
     *
     * @return its new path; empty when there was nothing
     */
    public Optional<Path> setAside(Instant at) {
        Path aside = beside(".set-aside-" + at.getEpochSecond());
        boolean anything = false;
        try {
            for (String part : List.of("-shm", "-wal", "")) {
                Path from = beside(part);
                if (Files.exists(from)) {
                    NewFiles.moveDurably(from, aside.resolveSibling(aside.getFileName() + part));
                    anything = true;
                }
            }
            return anything ? Optional.of(aside) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set " + file.path() + " aside", e);
        }
    }

    private Path beside(String suffix) {
        return file.path().resolveSibling(file.path().getFileName() + suffix);
    }

    /** Makes an empty one whose next operation has the number after {@code last}, so that no number is used twice. */
    public void create(long last) {
        new SchemaSetup(file, Schema.CURRENT).prepare();
        try (Connection connection = file.openToWrite();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO sqlite_sequence (name, seq) VALUES ('operation', ?)")) {
            statement.setLong(1, last);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new CatalogException("cannot make the catalog " + file.path() + ": because of: " + e.getMessage(), e);
        }
    }
}
