package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens to the one writing connection when something goes wrong with it. */
class WriterTest {

    /** As {@code PRAGMA synchronous} numbers them. */
    private static final int NORMAL = 1;

    private static final int FULL = 2;

    @TempDir
    Path dir;

    private SqliteFile file;
    private OpenCatalog catalog;
    private OperationId operation;
    private Sql other;

    @BeforeEach
    void open() throws SQLException {
        file = new SqliteFile(dir.resolve("catalog.db"), Duration.ofMillis(60));
        catalog = OpenCatalog.open(file, Schema.CURRENT);
        operation = catalog.ask(OperationKind.STAGE, History.ANNA, History.BEGIN, "{}", Optional.empty());
        other = Sql.at(file.path());
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        catalog.close();
    }

    @Test
    void a_lock_that_is_not_got_in_time_leaves_the_connection_clean() throws SQLException {
        WriterConnection connection = new WriterConnection(file);
        TransactionTemplate transactions = new TransactionTemplate(new WriteLockFirst(connection));
        JdbcTemplate jdbc = new JdbcTemplate(connection);

        other.run("BEGIN IMMEDIATE");
        assertThatExceptionOfType(CannotCreateTransactionException.class)
                .isThrownBy(() -> transactions.executeWithoutResult(_ -> insert(jdbc, "never")));
        Connection used = connection.getConnection();
        assertThat(used.getAutoCommit()).isTrue();
        other.run("ROLLBACK");

        // The trap: a connection that believes to be in a transaction commits each statement, and rolls back nothing.
        transactions.executeWithoutResult(status -> {
            insert(jdbc, "rolled back");
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(_ -> insert(jdbc, "committed"));
        insert(jdbc, "by itself");
        assertThat(connection.getConnection()).isSameAs(used);
        assertThat(texts()).containsExactly("committed", "by itself");
        connection.discard();
    }

    @Test
    void a_write_that_waited_too_long_fails_as_a_fault_and_the_next_one_works() throws SQLException {
        other.run("BEGIN IMMEDIATE");
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> note("never"))
                .withMessageStartingWith("cannot record what operation 1 does: because of: [SQLITE_BUSY]");
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(
                        () -> catalog.append(NewEvent.of(operation, Event.Type.PROGRESS, "", "never"), History.BEGIN));
        other.run("ROLLBACK");

        note("first");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> catalog.together(() -> {
                    note("rolled back");
                    throw new ArithmeticException();
                }));
        note("second");
        assertThat(texts()).containsExactly("first", "second");
    }

    @Test
    void a_write_is_tried_again_when_the_lock_was_not_got_the_first_time() throws Exception {
        try (OpenCatalog patient =
                OpenCatalog.open(new SqliteFile(file.path(), Duration.ofMillis(500)), Schema.CURRENT)) {
            NewEvent late = NewEvent.of(operation, Event.Type.NOTE, "", "late");
            patient.append(NewEvent.of(operation, Event.Type.NOTE, "", "early"), History.BEGIN);
            other.run("BEGIN IMMEDIATE");
            // Longer than one timeout, much shorter than all attempts.
            CompletableFuture<Void> release = CompletableFuture.runAsync(
                    () -> {
                        try {
                            other.run("ROLLBACK");
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS));
            patient.append(late, History.BEGIN);
            release.get();
        }
        assertThat(texts()).containsExactly("early", "late");
    }

    @Test
    void the_write_lock_is_held_from_the_beginning_of_a_transaction() {
        catalog.together(() -> assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> other.run("BEGIN IMMEDIATE"))
                .withMessageContaining("SQLITE_BUSY"));
    }

    @Test
    void a_transaction_that_only_reads_takes_no_lock() {
        WriterConnection connection = new WriterConnection(file);
        TransactionTemplate reading = new TransactionTemplate(new WriteLockFirst(connection));
        reading.setReadOnly(true);
        reading.executeWithoutResult(_ -> {
            try {
                other.run("BEGIN IMMEDIATE");
                other.run("ROLLBACK");
            } catch (SQLException e) {
                throw new AssertionError("a reader kept a writer out", e);
            }
        });
        assertThat(reading.getIsolationLevel()).isEqualTo(TransactionDefinition.ISOLATION_DEFAULT);
        connection.discard();
    }

    @Test
    void a_transaction_that_sqlite_ended_by_itself_spoils_nothing_that_comes_after() throws SQLException {
        Writer writer = new Writer(file);
        // As it does on some errors of the disk: the driver goes on believing in the transaction.
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> writer.write("write", true, () -> {
                    insert(jdbc(writer), "rolled back with it");
                    jdbc(writer).execute("INSERT OR ROLLBACK INTO event (id) VALUES (NULL)");
                    return true;
                }));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> writer.write("write", true, () -> {
                    insert(jdbc(writer), "rolled back");
                    throw new ArithmeticException();
                }));
        writer.write("write", true, () -> {
            insert(jdbc(writer), "after");
            return true;
        });
        writer.close();
        assertThat(texts()).containsExactly("after");
    }

    @Test
    void a_full_disk_is_a_fault_and_loses_the_transaction_alone() throws SQLException {
        note("before");
        Writer writer = new Writer(file);
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> writer.write("fill the disk", true, () -> {
                    jdbc(writer).execute("PRAGMA max_page_count = 1");
                    insert(jdbc(writer), "x".repeat(100_000));
                    return true;
                }))
                .withMessageContaining("SQLITE_FULL");
        writer.write("write", true, () -> {
            insert(jdbc(writer), "after");
            return true;
        });
        writer.close();
        assertThat(texts()).containsExactly("before", "after");
    }

    @Test
    void threads_of_one_process_take_turns() throws Exception {
        List<Future<?>> writes = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 100; i++) {
                String text = Integer.toString(i);
                writes.add(threads.submit(() -> catalog.together(() -> {
                    note(text);
                    note(text);
                })));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        }
        List<String> texts = texts();
        assertThat(texts).hasSize(200);
        for (int i = 0; i < texts.size(); i += 2) {
            assertThat(texts.get(i)).isEqualTo(texts.get(i + 1));
        }
    }

    @Test
    void only_progress_is_committed_without_waiting_for_the_disk() {
        Writer writer = new Writer(file);
        for (int i = 0; i < 2; i++) {
            assertThat(writer.write("look", true, () -> synchronous(writer))).isEqualTo(FULL);
            assertThat(writer.write("look", false, () -> synchronous(writer))).isEqualTo(NORMAL);
        }
        writer.close();
    }

    @Test
    void writes_wait_for_the_disk_again_after_progress_that_failed() {
        Writer writer = new Writer(file);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> writer.write("write", false, () -> {
                    throw new ArithmeticException();
                }));
        assertThat(writer.write("look", true, () -> synchronous(writer))).isEqualTo(FULL);
        writer.close();
    }

    @Test
    void progress_among_writes_together_is_as_durable_as_they_are() {
        Writer writer = new Writer(file);
        assertThat(writer.write("look", true, () -> writer.write("look", false, () -> synchronous(writer))))
                .isEqualTo(FULL);
        writer.close();
    }

    private static int synchronous(Writer writer) {
        try (var statement = writer.ofTransaction().createStatement();
                var row = statement.executeQuery("PRAGMA synchronous")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void note(String text) {
        catalog.append(NewEvent.of(operation, Event.Type.NOTE, "", text), History.BEGIN);
    }

    private static JdbcTemplate jdbc(Writer writer) {
        JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(writer.ofTransaction(), true));
        jdbc.setExceptionTranslator(new SqliteErrors());
        return jdbc;
    }

    private static void insert(JdbcTemplate jdbc, String text) {
        jdbc.update(
                "INSERT INTO event (operation_id, at, type, step, text, data) VALUES (1, '2026-01-01T00:00:00.000000000Z', 'note', '', ?, '{}')",
                text);
    }

    private List<String> texts() throws SQLException {
        return other.column("SELECT text FROM event ORDER BY id");
    }
}
