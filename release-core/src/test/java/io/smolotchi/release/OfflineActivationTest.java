package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.catalog.jdbc.OpenCatalog;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job below another root, where nothing is started. */
class OfflineActivationTest {

    @TempDir
    Path root;

    @TempDir
    Path sources;

    private OfflineMachine machine;

    @BeforeEach
    void machine() {
        machine = new OfflineMachine(root);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private void staged(String... versions) {
        for (String version : versions) {
            assertThat(machine.stage(Sample.tree(version, sources))).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void an_activation_points_current_at_the_release_and_says_that_health_was_not_checked() throws IOException {
        staged("1.0.0");

        assertThat(machine.activate("1.0.0")).isEqualTo(new Outcome.Unchecked());

        assertThat(Files.readSymbolicLink(root.resolve("opt/smolotchi/current")))
                .hasToString("releases/1.0.0");
        assertThat(root.resolve("etc/systemd/system/smolotchi-web.service")).isRegularFile();
        assertThat(root.resolve("etc/systemd/system/multi-user.target.wants/smolotchi-web.service"))
                .isSymbolicLink();
        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
        assertThat(machine.status().problems()).isEmpty();
    }

    @Test
    void rollback_walks_back_and_is_a_new_row_of_the_history() {
        staged("1.0.0", "1.1.0");
        machine.activate("1.0.0");
        machine.activate("1.1.0");

        assertThat(machine.rollback()).isEqualTo(new Outcome.Unchecked());

        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
        var rows = machine.core().inquiries().history(HistoryFilter.newest(10));
        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst().kind()).isEqualTo(OperationKind.ROLLBACK);
        assertThat(rows.getFirst().position()).isEqualTo(rows.getLast().id());
        assertThat(machine.rollback())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(Code.ROLLBACK_NO_TARGET));
    }

    @Test
    void a_redo_takes_the_rollback_back_and_is_a_row_of_its_own() {
        staged("1.0.0", "1.1.0");
        machine.activate("1.0.0");
        machine.activate("1.1.0");
        machine.rollback();
        assertThat(machine.status().redoTarget()).contains(Version.of("1.1.0"));

        assertThat(machine.carryOut(new Request.Redo())).isEqualTo(new Outcome.Unchecked());

        assertThat(machine.status().current()).contains(Version.of("1.1.0"));
        assertThat(machine.status().rollbackTarget()).contains(Version.of("1.0.0"));
        var rows = machine.core().inquiries().history(HistoryFilter.newest(10));
        assertThat(rows.getFirst().kind()).isEqualTo(OperationKind.REDO);
        assertThat(rows.getFirst().position()).isEqualTo(rows.get(2).id());
        assertThat(machine.carryOut(new Request.Redo()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(Code.REDO_NO_TARGET));
    }

    @Test
    void an_unknown_version_is_refused_and_leaves_no_row() {
        assertThat(machine.activate("9.9.9"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(Code.RELEASE_UNKNOWN));
        assertThat(machine.core().inquiries().history(HistoryFilter.newest(10))).isEmpty();
    }

    @Test
    void a_release_that_ran_and_has_never_been_healthy_likewise_though_the_host_was_to_blame() {
        machine.stage(Sample.tree("1.0.0", sources));
        machine.stage(Sample.tree("1.1.0", sources));
        Version tried = Version.of("1.1.0");
        Caller caller = new Caller("tester", Origin.CONSOLE, "");
        try (OpenCatalog catalog = OpenCatalog.open(root.resolve("var/lib/smolotchi-release/catalog.db"))) {
            Instant now = Instant.now();
            OperationId id = catalog.ask(OperationKind.ACTIVATE, caller, now, "{}", Optional.empty());
            Optional<Digest> digest = catalog.releases().stream()
                    .filter(release -> release.version().equals(tried))
                    .map(Release::digest)
                    .findFirst();
            catalog.open(new Activation(
                    id,
                    OperationKind.ACTIVATE,
                    caller,
                    Optional.empty(),
                    Optional.of(tried),
                    digest,
                    id,
                    Optional.empty(),
                    now,
                    "{}",
                    "{}",
                    Optional.empty()));
            catalog.end(id, now, new Outcome.RolledBack("health", Code.HEALTH_FAILED, "the disk was full", Blame.HOST));
        }
        assertThat(machine.activate("1.1.0"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(Code.RELEASE_NEVER_HEALTHY));

        Request force = forcedOnlyWithAReason(tried, "it has never been healthy");
        assertThat(machine.carryOut(force)).isEqualTo(new Outcome.Unchecked());
    }

    private Request forcedOnlyWithAReason(Version version, String why) {
        Request force = new Request.Activate(version, true, Map.of());
        assertThatThrownBy(() ->
                        machine.core().changes().ask(force, new Caller("tester", Origin.CONSOLE, ""), Optional.empty()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusals())
                                .singleElement()
                                .satisfies(refusal -> {
                                    assertThat(refusal.code()).isEqualTo(Code.REASON_NEEDED);
                                    assertThat(refusal.what()).contains(why, "that needs a reason");
                                    assertThat(refusal.remedy())
                                            .endsWith("activate " + version + " --force --reason TEXT");
                                }));
        return force;
    }

    @Test
    void a_bad_release_is_activated_by_force_and_with_a_reason_only() {
        machine.stage(Sample.tree("1.0.0", sources));
        machine.stage(Sample.tree("1.1.0", sources));
        machine.activate("1.0.0");
        Version bad = Version.of("1.1.0");
        machine.carryOut(new Request.Marking(bad, Mark.Kind.BAD, true));
        assertThat(machine.activate("1.1.0")).isInstanceOf(Outcome.Refused.class);
        Request force = forcedOnlyWithAReason(bad, "it is marked bad since @");
        assertThat(machine.status().current()).contains(Version.of("1.0.0"));

        assertThat(machine.carryOut(force)).isEqualTo(new Outcome.Unchecked());
        Request again = new Request.Activate(Version.of("1.0.0"), true, Map.of());
        machine.core().changes().ask(again, new Caller("tester", Origin.CONSOLE, ""), Optional.empty());
    }

    @Test
    void activating_what_is_current_and_as_it_should_be_does_nothing() {
        staged("1.0.0");
        machine.activate("1.0.0");

        assertThat(machine.activate("1.0.0")).isInstanceOf(Outcome.Done.class);
        assertThat(machine.core().inquiries().history(HistoryFilter.newest(10))).hasSize(1);
    }

    @Test
    void a_staging_that_goes_on_does_not_keep_anybody_from_going_back() {
        staged("1.0.0", "1.1.0");
        machine.activate("1.0.0");
        machine.activate("1.1.0");

        try (var _ = new io.smolotchi.release.operation.Locks(
                        root.resolve("var/lib/smolotchi-release"), java.time.Clock.systemUTC())
                .stage("stage @99", "somebody")) {
            assertThat(machine.rollback()).isInstanceOf(Outcome.Unchecked.class);
        }
        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
    }

    @Test
    void a_plan_made_before_somebody_elses_activation_is_refused() {
        staged("1.0.0", "1.1.0");
        machine.activate("1.0.0");
        Request request = Request.Activate.of(Version.of("1.1.0"));
        var seen = machine.core().changes().plan(request).digest();
        machine.activate("1.1.0");
        machine.rollback();

        assertThat(machine.carryOut(request, seen))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(Code.PLAN_STALE));
    }

    @Test
    void a_changed_setting_is_rendered_again_and_carried_forward() throws IOException {
        staged("1.0.0", "1.1.0");
        machine.activate("1.0.0");

        Outcome outcome =
                machine.carryOut(new Request.Activate(Version.of("1.0.0"), false, Map.of("web-port", "8099")));

        assertThat(outcome).isEqualTo(new Outcome.Unchecked());
        machine.activate("1.1.0");
        Path dropIn = root.resolve("etc/systemd/system/smolotchi-web.service.d/50-smolotchi-release.conf");
        assertThat(Files.readString(dropIn)).contains("8099");
    }

    @Test
    void prune_keeps_what_is_needed_and_deletes_the_rest() throws IOException {
        Files.createDirectories(root.resolve("etc/smolotchi-release"));
        Files.writeString(
                root.resolve("etc/smolotchi-release/release.yaml"),
                "retention:\n  keep: 1\n  minimum-age: 0s\n  keep-failed: 0\n");
        staged("1.0.0", "1.1.0", "1.2.0", "1.3.0");
        machine.activate("1.0.0");
        machine.activate("1.1.0");
        machine.activate("1.2.0");

        assertThat(machine.carryOut(new Request.Prune(Optional.empty(), false))).isInstanceOf(Outcome.Done.class);

        assertThat(machine.core().inquiries().releases())
                .extracting(row -> row.release().version().value())
                .containsExactly("1.2.0", "1.1.0");
    }
}
