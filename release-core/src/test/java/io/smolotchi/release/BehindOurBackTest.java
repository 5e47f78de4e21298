package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.LockFile;
import io.smolotchi.release.operation.Locks;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manager does when others were at work: people with rm and an editor, and a manager beside it. */
class BehindOurBackTest {

    @TempDir
    Path root;

    @TempDir
    Path sources;

    private OfflineMachine machine;
    private Path releases;

    @BeforeEach
    void machine() {
        machine = new OfflineMachine(root);
        releases = root.resolve("opt/smolotchi/releases");
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private Path staged(String version) {
        Path tree = Sample.tree(version, sources);
        assertThat(machine.stage(tree)).isInstanceOf(Outcome.Done.class);
        return tree;
    }

    private void removedByHand(String version) throws IOException, InterruptedException {
        Process rm = new ProcessBuilder(
                        "rm",
                        "-rf",
                        releases.resolve(version).toString(),
                        releases.resolve(".meta/" + version).toString())
                .inheritIO()
                .start();
        assertThat(rm.waitFor()).isZero();
    }

    @Test
    void a_prune_leaves_a_staging_in_progress_alone() throws IOException {
        staged("1.0.0");
        Path partial = Files.createDirectories(releases.resolve(".partial-4711/src"));
        Locks other = new Locks(root.resolve("var/lib/smolotchi-release"), Clock.systemUTC());

        try (LockFile.Held _ = other.stage("stage @99", "somebody")) {
            assertThat(machine.carryOut(new Request.Prune(Optional.empty(), false)))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.refusals())
                                    .extracting(Refusal::code)
                                    .containsExactly(Code.BUSY));
            assertThat(machine.carryOut(new Request.Prune(Optional.empty(), true)))
                    .isInstanceOfSatisfying(
                            Outcome.Done.class, done -> assertThat(done.text()).startsWith("skipped"));
        }

        assertThat(partial).isDirectory();
    }

    @Test
    void what_is_staged_again_under_the_name_of_a_removed_release_has_its_own_digest() throws Exception {
        staged("1.0.0");
        Path tree = staged("1.1.0");
        removedByHand("1.1.0");
        Files.writeString(tree.resolve("smolotchi/new_module.py"), "NEW = True\n");

        assertThat(machine.stage(tree)).isInstanceOf(Outcome.Done.class);

        assertThat(machine.core().inquiries().verify(Optional.empty())).allMatch(VerifiedRelease::intact);
        assertThat(machine.activate("1.1.0")).isEqualTo(new Outcome.Unchecked());
    }

    @Test
    void a_release_that_was_removed_by_hand_is_missed_and_never_chosen() throws Exception {
        staged("1.0.0");
        staged("1.1.0");
        staged("1.2.0");
        machine.activate("1.0.0");
        machine.activate("1.1.0");
        machine.activate("1.2.0");
        removedByHand("1.1.0");

        assertThat(machine.core().inquiries().releases())
                .extracting(summary -> summary.release().version().value())
                .containsExactly("1.2.0", "1.0.0");
        assertThat(machine.status().problems()).singleElement().asString().startsWith("1.1.0 was staged");
        assertThat(machine.rollback()).isEqualTo(new Outcome.Unchecked());
        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
    }

    @Test
    void a_damaged_rollback_target_is_refused_with_the_one_before_it() throws Exception {
        staged("1.0.0");
        staged("1.1.0");
        staged("1.2.0");
        machine.activate("1.0.0");
        machine.activate("1.1.0");
        machine.activate("1.2.0");
        Files.delete(releases.resolve("1.1.0/smolotchi/cli.py"));

        assertThat(machine.rollback())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .singleElement()
                                .satisfies(refusal -> {
                                    assertThat(refusal.code()).isEqualTo(Code.RELEASE_DAMAGED);
                                    assertThat(refusal.remedy()).isEqualTo("smolotchi-release rollback --to 1.0.0");
                                }));
    }

    @Test
    void what_was_written_into_the_release_that_runs_is_named_with_whom_else_it_hits() throws Exception {
        staged("1.0.0");
        staged("1.1.0");
        machine.activate("1.0.0");
        Path file = releases.resolve("1.0.0/smolotchi/__init__.py");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(releases.resolve("1.0.0/README.md").toRealPath(), "mine");

        assertThat(machine.activate("1.0.0"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .singleElement()
                                .satisfies(refusal -> assertThat(refusal.what())
                                        .contains("manifest: changed: README.md", "re-moded: smolotchi/__init__.py")
                                        .endsWith("and so the same damage, in 1.1.0")));
    }

    @Test
    void a_mistake_in_the_settings_hides_nothing_and_stops_what_is_new() throws IOException {
        staged("1.0.0");
        machine.activate("1.0.0");
        machine.close();
        Path settings = root.resolve("etc/smolotchi-release/release.yaml");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "nmae: smolotchi\n");
        machine = new OfflineMachine(root);

        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
        assertThat(machine.status().problems()).anyMatch(problem -> problem.contains("nmae"));
        assertThat(machine.core().inquiries().releases()).hasSize(1);
        assertThat(machine.carryOut(new Request.Recover(false))).isInstanceOf(Outcome.Done.class);
        assertThat(machine.activate("1.0.0"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(Code.SETTINGS_INVALID));
    }
}
