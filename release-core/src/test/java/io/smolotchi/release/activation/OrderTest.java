package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order systemd is asked for what, and for what it is not asked. */
class OrderTest {

    @TempDir
    Path root;

    private EngineScene scene;
    private int failures;

    @BeforeEach
    void release_1_runs() {
        scene = new EngineScene(root);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private List<String> calls() {
        assertThat(scene.activate()).isInstanceOf(Outcome.Healthy.class);
        return scene.systemd.calls;
    }

    @Test
    void timers_stop_first_and_start_last() {
        assertThat(calls().stream().filter(call -> call.startsWith("st")).toList())
                .containsExactly(
                        "stop smolotchi-prune.timer",
                        "stop smolotchi-core.service smolotchi-web.service",
                        "start smolotchi-core.service smolotchi-web.service",
                        "start smolotchi-prune.timer");
    }

    @Test
    void optional_services_start_when_the_others_have() {
        scene.optional(EngineScene.CORE);
        assertThat(calls().stream().filter(call -> call.startsWith("start")).toList())
                .containsExactly(
                        "start smolotchi-web.service", "start smolotchi-core.service", "start smolotchi-prune.timer");
    }

    @Test
    void an_optional_service_that_another_one_names_is_left_to_systemds_order() {
        scene.optional(EngineScene.CORE)
                .newText("[Unit]\nAfter=" + EngineScene.CORE + "\n[Service]\nExecStart=/bin/true\n");
        assertThat(calls()).contains("start smolotchi-core.service smolotchi-web.service");
    }

    @Test
    void when_a_service_fails_the_others_are_not_waited_for() {
        scene.optional(EngineScene.CORE);
        scene.systemd.starts(unit -> failsOnce(unit) ? ModelSystemd.Start.FAILS : ModelSystemd.Start.WELL);
        assertThat(scene.activate()).isInstanceOf(Outcome.RolledBack.class);

        List<String> calls = scene.systemd.calls.stream()
                .filter(call -> call.startsWith("st"))
                .toList();
        assertThat(calls.get(calls.indexOf("start smolotchi-web.service") + 1)).startsWith("stop ");
    }

    @Test
    void systemd_reads_its_units_again_when_a_text_changed() {
        assertThat(calls()).containsOnlyOnce("reload");
    }

    @Test
    void systemd_does_not_read_its_units_again_when_no_text_changed() {
        scene.newText(EngineScene.oldText());
        assertThat(calls()).doesNotContain("reload");
    }

    @Test
    void systemd_reads_its_units_again_when_it_says_that_it_needs_to() {
        scene.newText(EngineScene.oldText());
        scene.systemd.needsReload(EngineScene.WEB);
        assertThat(calls()).contains("reload");
    }

    @Test
    void what_is_spared_is_neither_stopped_nor_started_anew() {
        String run = scene.systemd.state(UnitName.of(EngineScene.CORE)).invocation();
        scene.sparing(EngineScene.CORE);

        assertThat(calls()).contains("stop smolotchi-web.service");
        assertThat(scene.systemd.state(UnitName.of(EngineScene.CORE)).invocation())
                .isEqualTo(run);
    }

    @Test
    void what_was_spared_runs_on_when_the_others_fail_and_are_put_back() {
        scene.sparing(EngineScene.CORE);
        scene.newText("[Service]\nExecStart=/bin/false\n");
        scene.systemd.starts(unit -> failsOnce(unit) ? ModelSystemd.Start.FAILS : ModelSystemd.Start.WELL);

        assertThat(scene.activate()).isInstanceOf(Outcome.RolledBack.class);
    }

    private boolean failsOnce(UnitName unit) {
        return unit.value().equals(EngineScene.WEB) && failures++ == 0;
    }
}
