package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaSetupTest {

    private static final Schema NEXT = new Schema(4, "classpath:db/catalog,classpath:db/catalog-after");

    @TempDir
    Path dir;

    private Path home;
    private Path db;

    @BeforeEach
    void name() {
        home = dir.resolve("var/lib/smolotchi-release");
        db = home.resolve("catalog.db");
    }

    @Test
    void a_missing_catalog_reads_as_an_empty_one_and_is_not_created() {
        assertReadsAsEmpty();
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void opening_alone_touches_nothing() {
        try (OpenCatalog catalog = OpenCatalog.open(db)) {
            assertThat(catalog.history()).isEmpty();
        }
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void a_file_without_tables_reads_as_an_empty_catalog_and_becomes_one_by_the_first_write() throws IOException {
        Files.createDirectories(home);
        Files.createFile(db);
        assertReadsAsEmpty();
        ask();
        try (PlainCatalogReads reads = new PlainCatalogReads(db)) {
            assertThat(reads.operations(10)).hasSize(1);
        }
    }

    @Test
    void a_reader_that_came_first_sees_what_is_written_later() {
        try (PlainCatalogReads reads = new PlainCatalogReads(db)) {
            assertThat(reads.operations(10)).isEmpty();
            ask();
            assertThat(reads.operations(10)).hasSize(1);
        }
    }

    @Test
    void a_reader_follows_to_a_catalog_that_was_made_anew_under_the_same_name() throws IOException {
        try (PlainCatalogReads reads = new PlainCatalogReads(db)) {
            ask();
            ask();
            assertThat(reads.operations(10)).hasSize(2);
            for (String name : List.of("catalog.db", "catalog.db-wal", "catalog.db-shm")) {
                Files.deleteIfExists(db.resolveSibling(name));
            }
            assertThat(reads.operations(10)).isEmpty();
            ask();
            assertThat(reads.operations(10)).hasSize(1);
        }
    }

    @Test
    void the_first_write_makes_directory_and_file_with_their_modes() throws IOException {
        try (OpenCatalog catalog = OpenCatalog.open(db)) {
            ask(catalog);
            assertThat(mode(home)).isEqualTo("rwxr-xr-x");
            assertThat(mode(db)).isEqualTo("rw-r-----");
            assertThat(mode(db.resolveSibling("catalog.db-wal"))).isEqualTo("rw-r-----");
        }
    }

    @Test
    void the_catalog_is_in_wal_mode_and_knows_its_format() throws SQLException {
        ask();
        try (Sql sql = Sql.at(db)) {
            assertThat(sql.one("PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(sql.one("PRAGMA user_version")).isEqualTo("3");
        }
    }

    @Test
    void the_migration_tool_is_not_asked_when_the_format_is_current() throws IOException, SQLException {
        ask();
        try (Sql sql = Sql.at(db)) {
            // It would refuse a database with tables and without its own.
            sql.run("DROP TABLE flyway_schema_history");
        }
        ask();
        assertThat(copies()).isEmpty();
    }

    @Test
    void a_newer_catalog_is_refused_by_readers_and_writers_and_left_alone() throws SQLException {
        ask();
        try (Sql sql = Sql.at(db)) {
            sql.run("PRAGMA user_version = 9");
        }
        try (OpenCatalog catalog = OpenCatalog.open(db)) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(catalog::history)
                    .extracting(refused -> refused.refusals().getFirst().code())
                    .isEqualTo(Code.CATALOG_NEWER);
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> ask(catalog))
                    .extracting(Refused::refusals)
                    .asInstanceOf(InstanceOfAssertFactories.list(Refusal.class))
                    .singleElement()
                    .satisfies(refusal -> {
                        assertThat(refusal.code()).isEqualTo(Code.CATALOG_NEWER);
                        assertThat(refusal.what())
                                .isEqualTo("cannot use the catalog " + db
                                        + ": because its format is 9 and this program knows up to 3");
                    });
        }
        try (Sql sql = Sql.at(db)) {
            assertThat(sql.one("SELECT count(*) FROM operation")).isEqualTo("1");
        }
    }

    @Test
    void an_older_catalog_is_migrated_after_a_copy_of_it_was_laid_aside() throws IOException, SQLException {
        History history = History.empty().activated("1.0.0").failed("1.1.0");
        history.writeTo(OpenCatalog.open(db)).close();

        try (OpenCatalog catalog = OpenCatalog.open(SqliteFile.at(db), NEXT)) {
            assertThat(catalog.history()).as("readable before").isEqualTo(history.activations());
            assertThat(copies()).isEmpty();
            ask(catalog);
            assertThat(catalog.history()).as("readable after").isEqualTo(history.activations());
        }
        try (Sql sql = Sql.at(db)) {
            assertThat(sql.one("PRAGMA user_version")).isEqualTo("4");
        }
        Path copy = db.resolveSibling("catalog.db.format-3");
        assertThat(copies()).containsExactly(copy);
        assertThat(mode(copy)).isEqualTo("rw-r-----");
        try (PlainCatalogReads reads = new PlainCatalogReads(copy)) {
            assertThat(reads.history()).isEqualTo(history.activations());
        }
    }

    @Test
    void a_migration_that_does_not_reach_the_format_it_promised_is_a_fault() {
        ask();
        try (OpenCatalog catalog = OpenCatalog.open(SqliteFile.at(db), new Schema(5, NEXT.locations()))) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> ask(catalog))
                    .withMessage("the migrations reach format 4, this program expects 5");
        }
    }

    @Test
    void many_that_come_first_at_once_make_one_catalog() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<OperationId>> asked = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                asked.add(threads.submit(() -> {
                    start.await();
                    try (OpenCatalog catalog = OpenCatalog.open(db)) {
                        return ask(catalog);
                    }
                }));
            }
            start.countDown();
            List<Long> numbers = new ArrayList<>();
            for (Future<OperationId> one : asked) {
                numbers.add(one.get().value());
            }
            assertThat(numbers).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void a_file_that_is_no_database_is_a_fault_that_names_it() throws IOException {
        Files.createDirectories(home);
        Files.writeString(db, "this is not a database, but long enough to be taken for one".repeat(100));
        try (OpenCatalog catalog = OpenCatalog.open(db)) {
            assertThatExceptionOfType(CatalogException.class)
                    .isThrownBy(catalog::history)
                    .withMessageContaining(db.toString());
            assertThatExceptionOfType(CatalogException.class)
                    .isThrownBy(() -> ask(catalog))
                    .withMessageContaining(db.toString());
        }
    }

    @Test
    void a_path_that_the_driver_would_cut_off_is_refused() {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> OpenCatalog.open(dir.resolve("what?/catalog.db")));
    }

    private void assertReadsAsEmpty() {
        try (PlainCatalogReads reads = new PlainCatalogReads(db)) {
            assertThat(reads.releases()).isEmpty();
            assertThat(reads.release(new Version("1.0.0"))).isEmpty();
            assertThat(reads.marks()).isEmpty();
            assertThat(reads.activations(HistoryFilter.newest(10))).isEmpty();
            assertThat(reads.history()).isEmpty();
            assertThat(reads.activation(new OperationId(1))).isEmpty();
            assertThat(reads.installedFiles(new OperationId(1))).isEmpty();
            assertThat(reads.operation(new OperationId(1))).isEmpty();
            assertThat(reads.operations(10)).isEmpty();
            assertThat(reads.events(new OperationId(1), 0)).isEmpty();
            assertThat(reads.eventsSince(0, 10)).isEmpty();
        }
    }

    private void ask() {
        try (OpenCatalog catalog = OpenCatalog.open(db)) {
            ask(catalog);
        }
    }

    private static OperationId ask(OpenCatalog catalog) {
        return catalog.ask(OperationKind.STAGE, History.ANNA, History.BEGIN, "{}", Optional.empty());
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().contains("format")).toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
