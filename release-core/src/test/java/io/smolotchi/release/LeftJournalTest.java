package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An activation that ended, whose manager did not live to take its journal away. */
class LeftJournalTest {

    private static final Request RECOVER = new Request.Recover(false);

    @TempDir
    Path root;

    @TempDir
    Path sources;

    @Test
    void a_recovery_tidies_up_after_it() throws IOException {
        Path open = root.resolve("var/lib/smolotchi-release/open");
        try (OfflineMachine machine = new OfflineMachine(root)) {
            machine.stage(Sample.tree("1.0.0", sources));
            CompletableFuture<Path> kept = CompletableFuture.supplyAsync(() -> copyOfTheFirst(open));
            assertThat(machine.activate("1.0.0")).isEqualTo(new Outcome.Unchecked());
            Path journal = kept.join();
            awaitsEmpty(open);
            copy(journal, open.resolve(journal.getFileName()));

            assertThat(machine.core().changes().plan(RECOVER).summary()).contains("which has ended");
            machine.carryOut(RECOVER);

            assertThat(open).isEmptyDirectory();
            assertThat(machine.core().changes().plan(RECOVER).nothingToDo()).isTrue();
            assertThat(machine.status().problems()).isEmpty();
        }
    }

    private Path copyOfTheFirst(Path open) {
        while (true) {
            try {
                List<Path> journals = Files.isDirectory(open) ? visible(open) : List.of();
                if (!journals.isEmpty()) {
                    Path copy =
                            sources.resolve("kept").resolve(journals.getFirst().getFileName());
                    copy(journals.getFirst(), copy);
                    return copy;
                }
                Thread.onSpinWait();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The end of an operation is recorded before its journal is taken away. */
    private static void awaitsEmpty(Path directory) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!visible(directory).isEmpty()) {
            assertThat(System.nanoTime()).as("its own journal is taken away").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static List<Path> visible(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : visible(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }
}
