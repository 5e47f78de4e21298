package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.OperationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failure left is for finding its cause; everything else is for ever. */
class EvidenceTest {

    private static final Instant LATER = History.BEGIN.plus(Duration.ofDays(100));

    @TempDir
    Path dir;

    private OpenCatalog catalog;
    private OperationId failed = new OperationId(1);

    @BeforeEach
    void a_failure() {
        History history = History.empty().activated("1.0.0").failed("1.1.0");
        catalog = history.writeTo(OpenCatalog.open(dir.resolve("catalog.db")));
        failed = history.activations().getLast().id();
        say(Event.Type.NOTE, "why", History.BEGIN);
        say(Event.Type.EVIDENCE, "journal", History.BEGIN);
        say(Event.Type.HEALTH_SAMPLE, "web: HTTP 500", History.BEGIN);
        say(Event.Type.EVIDENCE, "journal of a later one", LATER);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private void say(Event.Type type, String text, Instant at) {
        catalog.append(NewEvent.of(failed, type, "", text), at);
    }

    @Test
    void old_evidence_goes_and_what_happened_stays() {
        Instant time = History.BEGIN.plusSeconds(1);
        assertThat(catalog.evidenceBefore(time)).isEqualTo(2);

        assertThat(catalog.forgetEvidence(time)).isEqualTo(2);

        assertThat(catalog.events(failed, 0)).extracting(Event::text).contains("why", "journal of a later one");
        assertThat(catalog.events(failed, 0)).extracting(Event::text).doesNotContain("journal", "web: HTTP 500");
        assertThat(catalog.evidenceBefore(time)).isZero();
        assertThat(new CatalogFile(dir.resolve("catalog.db")).problems()).isEmpty();
    }

    @Test
    void the_database_lets_nothing_else_go() throws SQLException {
        try (Sql sql = Sql.at(dir.resolve("catalog.db"))) {
            assertThatThrownBy(() -> sql.run("DELETE FROM event WHERE type = 'note'"))
                    .hasMessageContaining("only ever added");
            assertThatThrownBy(() -> sql.run("UPDATE event SET text = '' WHERE type = 'evidence'"))
                    .hasMessageContaining("only ever added");
        }
    }

    @Test
    void it_is_found_without_a_look_at_every_event() throws SQLException {
        try (Sql sql = Sql.at(dir.resolve("catalog.db"));
                var statement = sql.connection().createStatement();
                var rows = statement.executeQuery("EXPLAIN QUERY PLAN DELETE FROM event WHERE "
                        + PlainCatalogReads.EVIDENCE + " AND at < '2026'")) {
            rows.next();
            assertThat(rows.getString("detail")).contains("USING INDEX event_evidence");
        }
    }

    @Test
    void the_space_is_given_back_when_it_is_much_and_only_then() throws IOException {
        assertThat(catalog.shrink()).isZero();
        String much = "x".repeat(100_000);
        for (int i = 0; i < 120; i++) {
            say(Event.Type.EVIDENCE, much, History.BEGIN);
        }
        catalog.forgetEvidence(LATER);
        long given = catalog.shrink();

        assertThat(given).isGreaterThan(8L << 20);
        assertThat(Files.size(dir.resolve("catalog.db"))).isLessThan(1L << 20);
        assertThat(catalog.events(failed, 0)).extracting(Event::text).contains("why");
    }
}
