package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.OfflineMachine;
import io.smolotchi.release.Sample;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of what has ended by the catalog: its manager did not live to take it away. */
class LeftJournalTest {

    private static final Request RECOVER = new Request.Recover(false);

    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    @Test
    void a_recovery_tidies_up_after_it() {
        Path open = root.resolve("var/lib/smolotchi-release/open");
        try (OfflineMachine machine = new OfflineMachine(root)) {
            machine.stage(Sample.tree("1.0.0", elsewhere.resolve("sample")));
            assertThat(machine.activate("1.0.0")).isEqualTo(new Outcome.Unchecked());
        }
        try (EngineScene scene = new EngineScene(elsewhere).to(Optional.of(Version.of("2")))) {
            // The second operation of the machine is its activation.
            String intent = IntentJson.write(scene.intent()).replaceFirst("\"id\" *: *1\\b", "\"id\":2");
            OpenJournal.begin(open, IntentJson.read(intent));
        }

        try (OfflineMachine machine = new OfflineMachine(root)) {
            assertThat(machine.core().changes().plan(RECOVER).summary()).contains("which has ended");
            machine.carryOut(RECOVER);

            assertThat(open).isEmptyDirectory();
            assertThat(machine.core().changes().plan(RECOVER).nothingToDo()).isTrue();
            assertThat(machine.status().problems()).isEmpty();
        }
    }
}
