package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.activation.ModelSystemd.Start;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a failure is put down to, and what is there afterwards. */
class BlameTest {

    @TempDir
    Path root;

    private EngineScene scene;

    @BeforeEach
    void release_1_runs() {
        scene = new EngineScene(root);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private void release1IsWhole() {
        assertThat(scene.link.version()).isEqualTo(Optional.of(Version.of("1")));
        assertThat(scene.unitsAreThoseOf("1")).isTrue();
        assertThat(scene.active()).isEqualTo(Set.copyOf(EngineScene.UNITS));
        assertThat(root.resolve("open")).isEmptyDirectory();
    }

    private Outcome.RolledBack rolledBack() {
        return assertThat(scene.activate())
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.RolledBack.class))
                .actual();
    }

    /** Until the third start: the first two are those of the new release. */
    private void newReleaseStarts(Start how) {
        scene.systemd.starts(unit -> scene.link.version().equals(Optional.of(Version.of("2"))) ? how : Start.WELL);
    }

    @Test
    void nobody_is_to_blame_for_a_release_that_is_well() {
        assertThat(scene.activate()).isInstanceOf(Outcome.Healthy.class);
        assertThat(scene.link.version()).isEqualTo(Optional.of(Version.of("2")));
        assertThat(scene.unitsAreThoseOf("2")).isTrue();
    }

    @Test
    void a_unit_that_fails_to_start_is_the_releases() {
        newReleaseStarts(Start.FAILS);
        Outcome.RolledBack outcome = rolledBack();
        assertThat(outcome.step()).isEqualTo("start");
        assertThat(outcome.blame()).isEqualTo(Blame.RELEASE);
        assertThat(scene.isMarkedBad()).isTrue();
        release1IsWhole();
    }

    @Test
    void a_unit_that_crashes_after_its_start_is_the_releases() {
        newReleaseStarts(Start.CRASHES);
        Outcome.RolledBack outcome = rolledBack();
        assertThat(outcome.step()).isEqualTo("health");
        assertThat(outcome.blame()).isEqualTo(Blame.RELEASE);
        assertThat(scene.isMarkedBad()).isTrue();
        release1IsWhole();
    }

    @Test
    void a_unit_for_which_systemd_had_no_resources_is_the_hosts() {
        newReleaseStarts(new Start("failed", "failed", "resources"));
        assertThat(rolledBack().blame()).isEqualTo(Blame.HOST);
        assertThat(scene.isMarkedBad()).isFalse();
        release1IsWhole();
    }

    @Test
    void a_unit_that_something_else_keeps_from_starting_is_the_hosts() {
        for (String result : new String[] {"dependency", "canceled", "unit-masked"}) {
            try (EngineScene again = new EngineScene(root.resolve(result))) {
                scene.close();
                scene = again;
                newReleaseStarts(new Start(result, "inactive", "success"));
                assertThat(rolledBack().blame()).as(result).isEqualTo(Blame.HOST);
                assertThat(scene.isMarkedBad()).isFalse();
            }
        }
    }

    @Test
    void a_bus_that_does_not_answer_is_the_hosts() {
        AtomicInteger left = new AtomicInteger(1);
        scene.systemd.answers(call -> !call.equals("start") || left.getAndDecrement() != 1);
        Outcome.RolledBack outcome = rolledBack();
        assertThat(outcome.code()).isEqualTo(Code.HOST_FAULT);
        assertThat(outcome.blame()).isEqualTo(Blame.HOST);
        assertThat(scene.isMarkedBad()).isFalse();
        release1IsWhole();
    }

    @Test
    void an_old_service_that_does_not_stop_is_the_hosts_and_nothing_is_exchanged() {
        scene.systemd.doesNotStop(EngineScene.CORE);
        assertThat(scene.activate())
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Abandoned.class))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(Code.UNIT_WOULD_NOT_STOP));
        assertThat(scene.isMarkedBad()).isFalse();
        release1IsWhole();
    }

    @Test
    void when_the_old_release_is_not_well_either_it_is_stranded_and_no_release_is_bad() {
        scene.systemd.starts(unit -> unit.value().equals(EngineScene.CORE) ? Start.CRASHES : Start.WELL);
        assertThat(scene.activate())
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Stranded.class))
                .satisfies(outcome -> assertThat(outcome.cause())
                        .contains(
                                "health failed (smolotchi-core.service: failed",
                                "going back to 1 failed too",
                                "current is 1; the unit files are those of 1",
                                "not active: smolotchi-core.service (failed, exit-code)",
                                "no release is marked bad"));
        assertThat(scene.isMarkedBad()).isFalse();
        long starts = scene.systemd.calls.stream()
                .filter(call -> call.startsWith("start") && call.contains(EngineScene.CORE))
                .count();
        assertThat(starts)
                .as("each release is started once, and no loop follows")
                .isEqualTo(2);
    }

    @Test
    void failures_are_forgotten_before_every_start() {
        newReleaseStarts(Start.CRASHES);
        rolledBack();
        String last = "";
        for (String call : scene.systemd.calls) {
            if (call.startsWith("start") && call.contains(".service")) {
                assertThat(last)
                        .startsWith("reset")
                        .contains(call.substring("start ".length()).split(" "));
            }
            last = call;
        }
    }
}
