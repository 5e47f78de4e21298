package io.smolotchi.release.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.jdbc.OpenCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElapsedTest {

    @TempDir
    Path dir;

    /** This process began it, a moment ago by any measure; the rows say 1970. */
    @Test
    void what_was_begun_in_this_boot_is_as_old_as_its_process_whatever_the_rows_say() {
        try (OpenCatalog catalog = OpenCatalog.open(dir.resolve("catalog.db"))) {
            OperationId id = catalog.ask(
                    OperationKind.STAGE,
                    new Caller("tester", Origin.CONSOLE, ""),
                    Instant.EPOCH,
                    "{}",
                    Optional.empty());
            assertThat(Elapsed.since(catalog, id)).as("not begun").isEmpty();

            new OperationRun(id, catalog, Clock.systemUTC(), () -> false)
                    .started(catalog.operation(id).orElseThrow());

            Duration process = Duration.between(
                    ProcessHandle.current().info().startInstant().orElseThrow(), Instant.now());
            assertThat(Elapsed.since(catalog, id))
                    .hasValueSatisfying(
                            elapsed -> assertThat(elapsed).isBetween(Duration.ZERO, process.plusSeconds(60)));
        }
    }
}
