package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.catalog.NewEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database itself keeps what was written, whoever comes along with whatever tool. */
class AppendOnlyTest {

    private static final String TABLES =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'flyway_%'";

    @TempDir
    Path dir;

    private Path db;
    private Sql sql;

    @BeforeEach
    void fill() throws SQLException {
        db = dir.resolve("catalog.db");
        History history = History.empty().activated("1.0.0").failed("1.1.0").pruned("1.1.0");
        try (OpenCatalog catalog = history.writeTo(OpenCatalog.open(db))) {
            var id = history.activations().getFirst().id();
            catalog.installed(id, List.of(new InstalledFile("/etc/tmpfiles.d/smolotchi.conf", 0644, "d /run\n")));
            catalog.append(NewEvent.of(id, Event.Type.NOTE, "", "hello"), History.BEGIN);
        }
        sql = Sql.at(db);
    }

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    @Test
    void no_row_of_any_table_can_be_changed_deleted_or_replaced() throws SQLException {
        List<String> tables = sql.column(TABLES);
        assertThat(tables).hasSize(11);
        for (String table : tables) {
            assertThat(sql.one("SELECT count(*) FROM " + table)).as(table).isNotEqualTo("0");
            String column = sql.one("SELECT name FROM pragma_table_info('" + table + "') WHERE pk = 0");
            for (String attempt : List.of(
                    "UPDATE %s SET %s = %2$s",
                    "DELETE FROM %s",
                    "INSERT OR REPLACE INTO %1$s SELECT * FROM %1$s",
                    "INSERT INTO %1$s SELECT * FROM %1$s WHERE 1 ON CONFLICT DO UPDATE SET %2$s = excluded.%2$s")) {
                String before = content(table);
                assertThatThrownBy(() -> sql.run(attempt.formatted(table, column)))
                        .as(attempt.formatted(table, column))
                        .isInstanceOf(SQLException.class);
                assertThat(content(table)).isEqualTo(before);
            }
        }
    }

    @Test
    void a_file_that_was_installed_is_not_replaced_by_its_path_either() {
        assertThatThrownBy(
                        () -> sql.run(
                                "INSERT OR REPLACE INTO unit_file (activation_id, path, mode, sha256) SELECT activation_id, path, 511, sha256 FROM unit_file"))
                .hasMessageContaining("only ever added");
    }

    @Test
    void every_table_is_strict() throws SQLException {
        assertThat(sql.column("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict"))
                .allMatch(name -> name.startsWith("sqlite_") || name.startsWith("flyway_"));
    }

    @Test
    void times_are_text_of_one_width_so_that_their_order_is_the_order_of_time() throws SQLException {
        assertThat(sql.column("SELECT DISTINCT typeof(asked_at) || ' ' || length(asked_at) FROM operation"))
                .containsExactly("text 30");
        assertThat(sql.one("SELECT asked_at FROM operation WHERE id = 1")).isEqualTo("2026-01-01T01:00:00.000000000Z");
        assertThat(sql.column("SELECT id FROM operation ORDER BY asked_at"))
                .isEqualTo(sql.column("SELECT id FROM operation ORDER BY id"));
    }

    @Test
    void a_number_is_never_given_twice() throws SQLException {
        for (String table : List.of("operation", "release", "mark", "event", "unit_file")) {
            assertThat(sql.one("SELECT sql FROM sqlite_schema WHERE name = '" + table + "'"))
                    .contains("PRIMARY KEY AUTOINCREMENT");
        }
        // The case that a plain rowid gets wrong: the last row vanishes, by a hand that first removed the trigger.
        sql.run("DROP TRIGGER event_is_never_deleted");
        sql.run("DELETE FROM event");
        try (OpenCatalog catalog = OpenCatalog.open(db)) {
            var id = catalog.operations(1).getFirst().id();
            assertThat(catalog.append(NewEvent.of(id, Event.Type.NOTE, "", "again"), History.BEGIN)
                            .id())
                    .isEqualTo(2);
        }
    }

    private String content(String table) throws SQLException {
        String columns = String.join(
                " || '|' || ", sql.column("SELECT 'quote(' || name || ')' FROM pragma_table_info('" + table + "')"));
        return sql.column("SELECT " + columns + " FROM " + table).toString();
    }
}
