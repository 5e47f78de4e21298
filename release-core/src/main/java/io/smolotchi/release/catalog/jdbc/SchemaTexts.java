package io.smolotchi.release.catalog.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tables, indexes and triggers of a catalog, compared with those of a new one. SQLite takes their texts as they stand: a trigger in which a bit flipped
 * keeps every later row out, and no check of SQLite's finds it.
 */
final class SchemaTexts {

    private static final String TEXTS = """
            SELECT type || ' ' || name AS name, sql FROM sqlite_schema
            WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'flyway_%'
            """;

    private final Connection connection;

    SchemaTexts(Connection connection) {
        this.connection = connection;
    }

    /** A clause for each that is not what it should be. */
    List<String> damaged() throws SQLException {
        Map<String, String> found = texts(connection);
        Map<String, String> expected = ofANewOne();
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(found.get(name), expected.get(name)))
                .map(name -> "the definition of the " + name + " is damaged")
                .toList();
    }

    private static Map<String, String> ofANewOne() throws SQLException {
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Schema.CURRENT.migrate(memory);
            return texts(memory);
        }
    }

    private static Map<String, String> texts(Connection connection) throws SQLException {
        Map<String, String> texts = new TreeMap<>();
        Select.of(TEXTS).run(connection, row -> texts.put(row.text("name"), row.text("sql")));
        return texts;
    }
}
