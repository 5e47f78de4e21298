package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of the history costs what is on it, not what is in the catalog. */
class QueryPlanTest {

    private static final Optional<Version> VERSION = Optional.of(new Version("1.0.0"));
    private static final Optional<String> OUTCOME = Optional.of("healthy");
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
        List<String> plan = plan(HistoryFilter.newest(20).before(BEFORE));
        assertThat(plan).first().asString().contains("SEARCH a USING INTEGER PRIMARY KEY");
        assertThat(plan).noneMatch(line -> line.contains("TEMP B-TREE"));
    }

    @Test
    void a_page_of_one_version_is_found_by_its_index() throws SQLException {
        for (Optional<String> outcome : List.of(OUTCOME, Optional.<String>empty())) {
            List<String> plan = plan(
                    HistoryFilter.newest(20).ofVersion(VERSION).ended(outcome).before(BEFORE));
            assertThat(plan).first().asString().contains("USING INDEX activation_by_version");
            assertThat(plan).noneMatch(line -> line.contains("TEMP B-TREE") || line.contains("SCAN"));
        }
    }

    @Test
    void a_page_of_one_outcome_is_found_by_its_index() throws SQLException {
        List<String> plan = plan(HistoryFilter.newest(20).ended(OUTCOME).before(BEFORE));
        assertThat(plan).first().asString().contains("USING INDEX operation_end_by_outcome");
        assertThat(plan).noneMatch(line -> line.contains("TEMP B-TREE") || line.contains("SCAN"));
    }

    @Test
    void a_page_of_what_one_person_asked_for_is_found_by_its_index() throws SQLException {
        List<String> plan =
                plan(HistoryFilter.newest(20).by(Optional.of("anna")).before(BEFORE));
        assertThat(plan).first().asString().contains("USING INDEX operation_by_actor");
        assertThat(plan).noneMatch(line -> line.contains("TEMP B-TREE") || line.contains("SCAN"));
    }

    private List<String> plan(HistoryFilter filter) throws SQLException {
        Select select = ActivationSelect.page(filter);
        try (var connection = file.openToRead();
                var statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + select.sql());
                var rows = statement.executeQuery()) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString("detail"));
            }
            return lines;
        }
    }
}
