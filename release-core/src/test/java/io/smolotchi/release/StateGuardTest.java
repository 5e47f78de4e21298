package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.StateLevel;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.state.AppDatabase;
import io.smolotchi.release.state.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that migrates the application's database, and the ways back from it: 1.4.0 declares what 1.1.0 does not know of. */
class StateGuardTest {

    private static final Request WITH_STATE =
            new Request.Rollback(Optional.empty(), Optional.empty(), Optional.empty(), false, true, Optional.empty());

    @TempDir
    Path root;

    @TempDir
    Path sources;

    private OfflineMachine machine;
    private AppDatabase events;

    @BeforeEach
    void a_release_that_has_written_something() {
        machine = new OfflineMachine(root);
        machine.stage(Sample.tree("1.1.0", sources));
        machine.stage(Sample.tree("1.4.0", sources));
        machine.activate("1.1.0");
        events = AppDatabase.made(root.resolve("var/lib/smolotchi/events.db"));
        events.add("old");
    }

    @AfterEach
    void close() {
        machine.close();
    }

    /** As the new release does when it starts. */
    private void migrated() {
        assertThat(machine.activate("1.4.0")).isEqualTo(new Outcome.Unchecked());
        events.migrate();
        events.addAndBeKilled("new");
    }

    private Snapshots snapshots() {
        return new Snapshots(root.resolve("var/lib/smolotchi-release/state"));
    }

    private ActivationPlan plan(Request request) {
        return (ActivationPlan) machine.core().changes().plan(request);
    }

    private static void isRefused(Outcome outcome, Code code) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(code));
    }

    @Test
    void where_nobody_declares_anything_nothing_is_done() {
        machine.stage(Sample.tree("1.0.0", sources));

        ActivationPlan plan = plan(Request.Activate.of(Version.of("1.0.0")));
        machine.activate("1.0.0");

        assertThat(plan.state()).isEmpty();
        assertThat(plan.steps()).extracting(step -> step.name()).doesNotContain("state");
        assertThat(root.resolve("var/lib/smolotchi-release/state")).doesNotExist();
    }

    @Test
    void the_database_is_copied_before_a_release_that_declares_it() {
        ActivationPlan plan = plan(Request.Activate.of(Version.of("1.4.0")));
        assertThat(plan.state().orElseThrow().copied()).containsExactly("/var/lib/smolotchi/events.db");
        assertThat(plan.state().orElseThrow().leaves())
                .isEqualTo(new StateLevel(Optional.of(2), Optional.of(Version.of("1.4.0"))));

        migrated();

        assertThat(events.content()).isEqualTo("old new, 2");
        assertThat(snapshots().all()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.of()).contains(Version.of("1.1.0"));
            assertThat(snapshot.items())
                    .singleElement()
                    .satisfies(item -> assertThat(item.copy()).isPresent());
        });
    }

    @Test
    void a_rollback_below_the_floor_is_refused_and_says_how_to_go_back_all_the_same() {
        migrated();

        ActivationPlan plan = plan(Request.Rollback.nearest());

        isRefused(machine.rollback(), Code.STATE_BELOW_FLOOR);
        assertThat(plan.refusals().getFirst().remedy()).contains("rollback --to 1.1.0 --with-state");
        assertThat(plan.explanation()).anyMatch(line -> line.contains("the databases do not go back below 1.4.0"));
        assertThat(machine.status().rollbackTarget()).isEmpty();
        assertThat(machine.status().rollbackReason()).contains("do not go back below 1.4.0");
        isRefused(machine.activate("1.1.0"), Code.STATE_BELOW_FLOOR);
        assertThat(events.content()).isEqualTo("old new, 2");
    }

    @Test
    void with_its_state_it_goes_back_and_forward_again_and_nothing_is_lost() {
        migrated();
        ActivationPlan plan = plan(WITH_STATE);
        assertThat(plan.state().orElseThrow().restored().orElseThrow().files())
                .containsExactly("/var/lib/smolotchi/events.db");
        assertThat(plan.state().orElseThrow().leaves()).isEqualTo(StateLevel.NONE);

        assertThat(machine.carryOut(WITH_STATE)).isEqualTo(new Outcome.Unchecked());

        assertThat(events.content()).isEqualTo("old, 0");
        events.add("again");
        assertThat(machine.status().current()).contains(Version.of("1.1.0"));

        Request redo = new Request.Redo(true, Optional.empty());
        assertThat(machine.carryOut(redo)).isEqualTo(new Outcome.Unchecked());

        assertThat(events.content()).isEqualTo("old new, 2");
        assertThat(machine.carryOut(WITH_STATE)).isEqualTo(new Outcome.Unchecked());
        assertThat(events.content()).isEqualTo("old again, 0");
    }

    @Test
    void the_plan_is_the_same_whenever_it_is_made_and_another_copy_makes_it_another() {
        migrated();
        var digest = plan(WITH_STATE).digest();
        assertThat(plan(WITH_STATE).digest()).isEqualTo(digest);
        assertThat(plan(new Request.Rollback(
                                Optional.of(Version.of("1.1.0")), Optional.empty(), Optional.empty(), true))
                        .digest())
                .isNotEqualTo(digest);
    }

    @Test
    void who_goes_below_the_floor_by_force_stays_below_it() {
        machine.stage(Sample.tree("1.0.0", sources));
        migrated();
        Request force = new Request.Activate(Version.of("1.1.0"), true, Map.of());
        Caller withoutReason = new Caller("tester", Origin.CONSOLE, " ");
        assertThatThrownBy(() -> machine.core().changes().ask(force, withoutReason, Optional.empty()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.refusals().getFirst().code()).isEqualTo(Code.REASON_NEEDED));
        Outcome forced = machine.carryOut(force);
        assertThat(forced).isEqualTo(new Outcome.Unchecked());
        assertThat(events.content()).isEqualTo("old new, 2");

        isRefused(machine.activate("1.0.0"), Code.STATE_BELOW_FLOOR);
    }

    @Test
    void a_prune_keeps_the_copies_that_a_rollback_would_need_and_so_many_of_the_newest() throws IOException {
        Files.createDirectories(root.resolve("etc/smolotchi-release"));
        Files.writeString(root.resolve("etc/smolotchi-release/release.yaml"), "retention: {keep-state: 1}\n");
        machine.close();
        machine = new OfflineMachine(root);
        migrated();
        machine.carryOut(WITH_STATE);
        machine.carryOut(new Request.Redo(true, Optional.empty()));
        machine.carryOut(WITH_STATE);
        machine.carryOut(new Request.Redo(true, Optional.empty()));
        assertThat(snapshots().all()).hasSize(5);

        assertThat(machine.carryOut(new Request.Prune(Optional.empty(), false))).isInstanceOf(Outcome.Done.class);

        assertThat(snapshots().all()).hasSizeBetween(1, 2);
        assertThat(machine.carryOut(WITH_STATE)).isEqualTo(new Outcome.Unchecked());
        assertThat(events.content()).isEqualTo("old, 0");
    }

    @Test
    void without_a_copy_there_is_no_way_back() throws IOException {
        migrated();
        snapshots().all().forEach(snapshot -> snapshots().remove(snapshot.id()));

        isRefused(machine.carryOut(WITH_STATE), Code.STATE_NOT_KEPT);
        assertThat(plan(Request.Rollback.nearest()).refusals().getFirst().remedy())
                .contains("activate 1.1.0 --force");
    }

    @Test
    void a_schema_with_a_greater_number_is_a_floor_too() throws IOException {
        declared("2.0.0", "1.1.0", "state: {snapshot: [events.db], schema: 1}");
        declared("2.1.0", "1.1.0", "state: {snapshot: [events.db], schema: 2}");
        declared("2.2.0", "1.1.0", "state: {snapshot: [events.db], schema: 2}");
        machine.activate("2.0.0");
        machine.activate("2.1.0");
        machine.activate("2.2.0");

        assertThat(machine.rollback()).isEqualTo(new Outcome.Unchecked());
        assertThat(machine.status().current()).contains(Version.of("2.1.0"));
        isRefused(machine.rollback(), Code.STATE_BELOW_FLOOR);
        assertThat(plan(Request.Rollback.nearest()).explanation())
                .anyMatch(line -> line.contains("knows schema 1 of the databases, which have schema 2"));
        assertThat(machine.carryOut(WITH_STATE)).isEqualTo(new Outcome.Unchecked());
        assertThat(machine.status().current()).contains(Version.of("2.0.0"));
    }

    private void declared(String version, String like, String state) throws IOException {
        Path tree = sources.resolve(version);
        Path sample = Sample.tree(like, sources);
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path file : files.toList()) {
                Path to = tree.resolve(sample.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        Files.writeString(tree.resolve("release.yaml"), "version: " + version + "\n" + state + "\n");
        Files.writeString(tree.resolve("VERSION"), version + "\n");
        assertThat(machine.stage(tree)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_link_in_the_place_of_the_database_is_refused() throws IOException {
        Path elsewhere = root.resolve("elsewhere.db");
        Files.move(events.file(), elsewhere);
        Files.createSymbolicLink(events.file(), elsewhere);

        isRefused(machine.activate("1.4.0"), Code.STATE_UNUSABLE);

        Files.delete(events.file());
        Files.createLink(events.file(), elsewhere);
        isRefused(machine.activate("1.4.0"), Code.STATE_UNUSABLE);
        Files.delete(events.file());
        Files.createDirectories(events.file());
        isRefused(machine.activate("1.4.0"), Code.STATE_UNUSABLE);
    }

    @Test
    void a_database_that_is_torn_already_stops_the_activation_before_the_switch() throws IOException {
        Files.writeString(events.file(), "no database, but as long as one".repeat(500));

        Outcome outcome = machine.activate("1.4.0");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Abandoned.class,
                        abandoned -> assertThat(abandoned.code()).isEqualTo(Code.STATE_UNUSABLE));
        assertThat(machine.status().current()).contains(Version.of("1.1.0"));
        assertThat(snapshots().all()).isEmpty();
    }

    @Test
    void a_database_that_was_not_there_goes_again() throws IOException {
        for (String name : List.of("events.db", "events.db-wal", "events.db-shm")) {
            Files.deleteIfExists(events.file().resolveSibling(name));
        }
        machine.activate("1.4.0");
        AppDatabase.made(events.file()).add("new");

        assertThat(machine.carryOut(WITH_STATE)).isEqualTo(new Outcome.Unchecked());

        assertThat(events.file()).doesNotExist();
        var kinds = machine.core().inquiries().history(io.smolotchi.release.catalog.HistoryFilter.newest(1));
        assertThat(kinds.getFirst().kind()).isEqualTo(OperationKind.ROLLBACK);
    }
}
