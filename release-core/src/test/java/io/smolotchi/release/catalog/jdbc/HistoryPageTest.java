package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the walk goes along, the page is the same: that of a list that is filtered by hand. */
class HistoryPageTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ROWS = 1_500;
    private static final int PAGE = 7;

    @TempDir
    static Path dir;

    private static SqliteFile file;
    private static final List<Row> WRITTEN = new ArrayList<>();

    private record Row(
            long id, boolean activation, String actor, String version, Optional<String> outcome, Instant at) {}

    /** With a clock that was set now and then, and operations that are no activations. */
    @BeforeAll
    static void a_history() throws SQLException {
        file = SqliteFile.at(dir.resolve("catalog.db"));
        new SchemaSetup(file, Schema.CURRENT).prepare();
        Random random = new Random(20_261_130);
        for (int i = 1; i <= ROWS; i++) {
            WRITTEN.add(new Row(
                    i,
                    i == 1 || random.nextInt(5) > 0,
                    random.nextInt(40) == 0 ? "anna" : "bob",
                    random.nextInt(60) == 0 ? "2.0.0" : "1.0.0",
                    random.nextInt(50) == 0
                            ? Optional.empty()
                            : Optional.of(random.nextInt(30) == 0 ? "rolled back" : "healthy"),
                    BEGIN.plusSeconds(60L * (random.nextInt(20) == 0 ? random.nextInt(ROWS) : i))));
        }
        try (Connection connection = file.openToWrite()) {
            connection.setAutoCommit(false);
            for (Row row : WRITTEN) {
                write(connection, row);
            }
            connection.commit();
        }
    }

    private static void write(Connection connection, Row row) throws SQLException {
        String at = UtcText.of(row.at);
        insert(
                connection,
                "INSERT INTO operation VALUES (?, 'activate', ?, 'console', '', ?, NULL, '{}')",
                row.id,
                row.actor,
                at);
        if (row.activation) {
            insert(
                    connection,
                    "INSERT INTO activation VALUES (?, 'activate', NULL, ?, ?, ?, NULL, ?, '{}')",
                    row.id,
                    row.version,
                    "a".repeat(64),
                    row.id,
                    at);
        }
        if (row.outcome.isPresent()) {
            insert(
                    connection,
                    "INSERT INTO operation_end VALUES (?, ?, ?, NULL, NULL, NULL, NULL, '{}')",
                    row.id,
                    at,
                    row.outcome.get());
        }
    }

    private static void insert(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    @Test
    void every_walk_finds_the_same_page_for_all_filters() throws SQLException {
        int asked = 0;
        try (Connection connection = file.openToRead()) {
            for (HistoryFilter filter : filters()) {
                List<Long> expected = byHand(filter);
                HistoryPage page = new HistoryPage(filter);
                assertThat(page.numbers(connection).run(connection, HistoryPageTest::number))
                        .as("%s", filter)
                        .isEqualTo(expected);
                for (HistoryPage.Walk walk : HistoryPage.Walk.values()) {
                    if (possible(walk, filter)) {
                        assertThat(page.numbers(walk).run(connection, HistoryPageTest::number))
                                .as("%s along %s", filter, walk)
                                .isEqualTo(expected);
                        asked++;
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(1_000);
    }

    private static long number(io.smolotchi.release.catalog.jdbc.Row row) throws SQLException {
        return row.number("id");
    }

    /** A walk along an index of something needs to know which. */
    private static boolean possible(HistoryPage.Walk walk, HistoryFilter filter) {
        return switch (walk) {
            case VERSION -> filter.version().isPresent();
            case ACTOR -> filter.actor().isPresent();
            case OUTCOME ->
                filter.outcome().filter(word -> !word.equals("open")).isPresent();
            case TIME, NUMBER -> true;
        };
    }

    private static List<HistoryFilter> filters() {
        List<HistoryFilter> all = new ArrayList<>();
        for (String version : List.of("", "1.0.0", "2.0.0", "9")) {
            for (String actor : List.of("", "anna", "bob", "nobody")) {
                for (String outcome : List.of("", "healthy", "rolled-back", "open", "stranded")) {
                    for (int since : List.of(-1, 0, ROWS / 2, ROWS * 2)) {
                        for (int until : List.of(-1, ROWS / 2 + 40, ROWS)) {
                            for (long before : List.of(0L, ROWS / 3L)) {
                                all.add(new HistoryFilter(
                                        given(version).map(Version::of),
                                        given(outcome),
                                        given(actor),
                                        time(since),
                                        time(until),
                                        before == 0 ? Optional.empty() : Optional.of(new OperationId(before)),
                                        PAGE));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Optional<String> given(String word) {
        return word.isEmpty() ? Optional.empty() : Optional.of(word);
    }

    private static Optional<Instant> time(int minute) {
        return minute < 0 ? Optional.empty() : Optional.of(BEGIN.plusSeconds(60L * minute));
    }

    private static List<Long> byHand(HistoryFilter filter) {
        Predicate<Row> outcome = row -> filter.outcome()
                .map(word -> word.equals("open")
                        ? row.outcome.isEmpty()
                        : row.outcome.equals(Optional.of(word.replace('-', ' '))))
                .orElse(true);
        return WRITTEN.stream()
                .filter(Row::activation)
                .filter(outcome)
                .filter(row -> filter.version()
                        .map(one -> one.value().equals(row.version))
                        .orElse(true))
                .filter(row -> filter.actor().map(row.actor::equals).orElse(true))
                .filter(row ->
                        filter.since().map(time -> !row.at.isBefore(time)).orElse(true))
                .filter(row -> filter.until().map(row.at::isBefore).orElse(true))
                .filter(row -> filter.before().map(id -> row.id < id.value()).orElse(true))
                .map(Row::id)
                .sorted(Comparator.reverseOrder())
                .limit(PAGE)
                .toList();
    }
}
