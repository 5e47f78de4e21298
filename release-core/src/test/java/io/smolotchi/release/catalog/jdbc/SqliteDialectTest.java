package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Query;

class SqliteDialectTest {

    @TempDir
    Path dir;

    private WriterConnection connection;
    private JdbcAggregateTemplate aggregates;

    @BeforeEach
    void fill() {
        Path db = dir.resolve("catalog.db");
        try (OpenCatalog catalog =
                History.empty().staged("1.0.0").staged("1.1.0").staged("1.2.0").writeTo(OpenCatalog.open(db))) {
            for (boolean set : new boolean[] {true, false}) {
                catalog.mark(new Mark(
                        new Version("1.0.0"),
                        History.digestOf("1.0.0"),
                        Mark.Kind.BAD,
                        set,
                        "",
                        new OperationId(1),
                        History.BEGIN));
            }
        }
        connection = new WriterConnection(SqliteFile.at(db));
        aggregates = Repositories.aggregates(connection);
    }

    @AfterEach
    void close() {
        connection.discard();
    }

    @Test
    void rows_come_in_pages() {
        assertThat(aggregates.findAll(Query.empty().with(PageRequest.of(1, 2, Sort.by("sequence"))), ReleaseRow.class))
                .extracting(ReleaseRow::version)
                .containsExactly("1.2.0");
        assertThat(aggregates.findAll(Query.empty().offset(1).sort(Sort.by("sequence")), ReleaseRow.class))
                .extracting(ReleaseRow::version)
                .containsExactly("1.1.0", "1.2.0");
        assertThat(aggregates.findAll(Query.empty().limit(1).sort(Sort.by("sequence")), ReleaseRow.class))
                .extracting(ReleaseRow::version)
                .containsExactly("1.0.0");
    }

    @Test
    void times_and_truth_values_are_read_as_they_were_written() {
        assertThat(aggregates.findAll(MarkRow.class, Sort.by("id")))
                .extracting(MarkRow::isSet)
                .containsExactly(true, false);
        assertThat(aggregates.findAll(MarkRow.class)).extracting(MarkRow::at).containsOnly(History.BEGIN);
    }
}
