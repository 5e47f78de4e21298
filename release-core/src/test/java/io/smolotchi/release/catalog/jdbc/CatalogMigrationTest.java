package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Where the program is exchanged under a catalog. */
class CatalogMigrationTest {

    @TempDir
    Path dir;

    @Test
    void an_earlier_catalog_is_migrated_after_a_copy() throws Exception {
        Path db = older("2");

        assertThat(new CatalogFile(db).migrate())
                .contains("the catalog was migrated from format 2 to " + Schema.CURRENT.version() + "; " + db
                        + ".format-2 is what it was");

        assertThat(version(db)).isEqualTo(Schema.CURRENT.version());
        assertThat(version(dir.resolve("catalog.db.format-2"))).isEqualTo(2);
        assertThat(new CatalogFile(db).migrate()).isEmpty();
    }

    @Test
    void where_there_is_none_none_is_made() {
        assertThat(new CatalogFile(dir.resolve("catalog.db")).migrate()).isEmpty();
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void a_newer_one_stays_as_it_is() throws Exception {
        Path db = older("2");
        try (Connection connection = SqliteFile.at(db).openToWrite();
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> new CatalogFile(db).migrate())
                .satisfies(refused ->
                        assertThat(refused.refusals().getFirst().code()).isEqualTo(Code.CATALOG_NEWER));

        assertThat(version(db)).isEqualTo(99);
        assertThat(Files.exists(dir.resolve("catalog.db.format-99"))).isFalse();
    }

    private Path older(String format) throws Exception {
        Path db = dir.resolve("catalog.db");
        try (Connection connection = SqliteFile.at(db).openToWrite()) {
            Flyway.configure()
                    .dataSource(new SingleConnectionDataSource(connection, true))
                    .locations("classpath:db/catalog")
                    .target(format)
                    .load()
                    .migrate();
        }
        return db;
    }

    private static int version(Path db) throws Exception {
        try (Connection connection = SqliteFile.at(db).openToRead()) {
            return SqliteFile.schemaVersion(connection);
        }
    }
}
