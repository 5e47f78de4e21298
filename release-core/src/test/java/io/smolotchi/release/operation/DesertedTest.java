package io.smolotchi.release.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.jdbc.OpenCatalog;
import io.smolotchi.release.refusal.Code;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesertedTest {

    @TempDir
    Path directory;

    private OpenCatalog catalog;

    @BeforeEach
    void open() {
        catalog = OpenCatalog.open(directory.resolve("catalog.db"));
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private OperationId asked() {
        return catalog.ask(
                OperationKind.STAGE, new Caller("anna", Origin.CONSOLE, ""), Instant.EPOCH, "{}", Optional.empty());
    }

    private OperationId begunBy(String mark) {
        OperationId id = asked();
        catalog.append(new NewEvent(id, Event.Type.STARTED, "", "", mark), Instant.EPOCH);
        return id;
    }

    private Optional<Outcome> outcome(OperationId id) {
        new Deserted(catalog, Clock.systemUTC()).end();
        return catalog.operation(id).orElseThrow().ended().map(end -> end.outcome());
    }

    @Test
    void what_a_process_began_that_is_dead_has_failed() {
        OperationId begun = begunBy("{\"pid\":1,\"start\":\"1970-01-02T00:00:00Z\"}");

        assertThat(outcome(begun)).contains(new Outcome.Failed(Code.INTERRUPTED, "its process ended before it did"));
        assertThat(outcome(begun)).as("a second look").isPresent();
    }

    @Test
    void what_a_living_process_carries_out_goes_on() {
        assertThat(outcome(begunBy(Deserted.mark()))).isEmpty();
    }

    @Test
    void what_was_only_asked_for_waits() {
        assertThat(outcome(asked())).isEmpty();
    }

    @Test
    void what_an_older_manager_began_is_left_alone() {
        assertThat(outcome(begunBy("{}"))).isEmpty();
    }
}
