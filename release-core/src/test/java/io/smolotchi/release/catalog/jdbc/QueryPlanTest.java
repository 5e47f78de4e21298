package io.smolotchi.release.catalog.jdbc;

import static io.smolotchi.release.catalog.History.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of the history costs what is on it, not what is in the catalog. */
class QueryPlanTest {

    private static final Optional<Version> VERSION = Optional.of(new Version("1.0.0"));
    private static final Optional<String> OUTCOME = Optional.of("healthy");
    private static final Optional<String> ACTOR = Optional.of(ANNA.actor());
    private static final Optional<OperationId> BEFORE = Optional.of(new OperationId(5));

    @TempDir
    Path dir;

    private SqliteFile file;

    @BeforeEach
    void create() {
        file = SqliteFile.at(dir.resolve("catalog.db"));
        History.empty()
                .activated("1.0.0")
                .writeTo(OpenCatalog.open(file.path()))
                .close();
    }

    @Test
    void a_page_walks_the_rows_by_number_and_stops() throws SQLException {
        assertThat(plan(HistoryFilter.newest(20).before(BEFORE)))
                .anyMatch(line -> line.startsWith("SEARCH x USING INTEGER PRIMARY KEY"))
                .noneMatch(line -> line.contains("TEMP B-TREE"));
    }

    @Test
    void a_page_of_one_version_outcome_or_person_is_found_in_their_indexes_alone() throws SQLException {
        HistoryFilter all = HistoryFilter.newest(20).before(BEFORE);
        Map<HistoryFilter, List<String>> indexes = Map.of(
                all.ofVersion(VERSION), List.of("activation_by_version"),
                all.ended(OUTCOME), List.of("operation_end_by_outcome"),
                all.by(ACTOR), List.of("operation_by_actor"),
                all.ofVersion(VERSION).ended(OUTCOME).by(ACTOR),
                        List.of("activation_by_version", "operation_end_by_outcome", "operation_by_actor"));
        for (Map.Entry<HistoryFilter, List<String>> one : indexes.entrySet()) {
            List<String> plan = plan(one.getKey());
            for (String index : one.getValue()) {
                assertThat(plan).anyMatch(line -> line.contains("USING COVERING INDEX " + index + " ("));
            }
            assertThat(plan).noneMatch(line -> line.contains("TEMP B-TREE") || line.contains("SCAN"));
        }
    }

    @Test
    void what_has_not_ended_is_looked_for_in_an_index() throws SQLException {
        assertThat(plan(HistoryFilter.newest(20).ended(Optional.of("open"))))
                .anyMatch(line -> line.equals("SCAN x USING COVERING INDEX activation_by_time"));
    }

    @Test
    void a_walk_goes_along_what_is_rare() throws SQLException {
        grow();
        HistoryFilter all = HistoryFilter.newest(20).ofVersion(VERSION);

        assertThat(plan(all.by(Optional.of("nobody")).ended(OUTCOME)))
                .anyMatch(line -> line.startsWith("SEARCH y USING COVERING INDEX operation_by_actor (actor=?)"));
        assertThat(plan(all.ended(Optional.of("abandoned")).by(ACTOR)))
                .anyMatch(
                        line -> line.startsWith("SEARCH z USING COVERING INDEX operation_end_by_outcome (outcome=?)"));
        assertThat(plan(all.begun(Optional.of(Instant.parse("2099-01-01T00:00:00Z")), Optional.empty())))
                .anyMatch(line -> line.startsWith("SEARCH x USING COVERING INDEX activation_by_time (opened_at>?)"));
    }

    /** So that its version, its person and its outcome are no longer rare. */
    private void grow() throws SQLException {
        String numbers = "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) ";
        String one = "(SELECT min(operation_id) FROM activation)";
        try (Connection connection = file.openToWrite();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO operation " + numbers
                    + "SELECT i, kind, actor, origin, reason, asked_at, expected_plan, request FROM n, operation WHERE id = "
                    + one);
            statement.execute("INSERT INTO activation " + numbers
                    + "SELECT i, kind, from_version, to_version, digest, i, NULL, opened_at, settings FROM n, activation"
                    + " WHERE operation_id = " + one);
            statement.execute("INSERT INTO operation_end " + numbers
                    + "SELECT i, ended_at, outcome, code, step, blame, said, data FROM n, operation_end WHERE operation_id = "
                    + one);
        }
    }

    private List<String> plan(HistoryFilter filter) throws SQLException {
        try (var connection = file.openToRead()) {
            Select select = ActivationSelect.page(new HistoryPage(filter).numbers(connection));
            try (var statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + select.sql());
                    var rows = statement.executeQuery()) {
                List<String> lines = new ArrayList<>();
                while (rows.next()) {
                    lines.add(rows.getString("detail"));
                }
                return lines;
            }
        }
    }
}
