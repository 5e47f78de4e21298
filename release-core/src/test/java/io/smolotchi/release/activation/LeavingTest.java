package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smolotchi.release.activation.ModelSystemd.Start;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way out when both releases are broken. */
class LeavingTest {

    @TempDir
    Path root;

    private EngineScene scene;

    @BeforeEach
    void machine() {
        scene = new EngineScene(root);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_stranded_activation_is_given_up_with_the_old_release_on_disk_and_nothing_started() {
        scene.systemd.starts(unit -> unit.value().equals(EngineScene.CORE) ? Start.CRASHES : Start.WELL);
        assertThat(scene.activate()).isInstanceOf(Outcome.Stranded.class);
        scene.systemd.calls.clear();

        assertThat(scene.recovery().leave(scene.run()))
                .get()
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Done.class))
                .satisfies(done -> assertThat(done.text())
                        .contains(
                                "current is 1", "the unit files are those of 1", "not active: smolotchi-core.service"));

        assertThat(scene.link.version()).contains(Version.of("1"));
        assertThat(scene.unitsAreThoseOf("1")).isTrue();
        assertThat(scene.systemd.calls).noneMatch(call -> call.startsWith("start") || call.startsWith("stop"));
        assertThat(OpenJournal.find(root.resolve("open"))).isEmpty();
        assertThat(scene.catalog
                        .operation(scene.id)
                        .orElseThrow()
                        .ended()
                        .orElseThrow()
                        .outcome())
                .isInstanceOf(Outcome.Stranded.class);
        assertThat(scene.catalog.events(scene.id, 0))
                .last()
                .matches(
                        event -> event.type() == Event.Type.NOTE && event.text().startsWith("left as it is by @"));
        assertThat(scene.recovery().leave(scene.run())).isEmpty();
    }

    @Test
    void one_that_was_given_up_half_way_back_is_the_old_release_on_disk_all_the_same() {
        OpenJournal journal =
                scene.newText("[Service]\nExecStart=/bin/true 3\n").opened();
        journal.begun();
        scene.link.prepare(List.of(Version.of("2")));
        scene.link.commit(Version.of("2"));
        journal.done();
        journal.undoBecause(Cause.interrupted("a test"));
        journal.strand();

        assertThat(scene.recovery().leave(scene.run())).get().isInstanceOf(Outcome.Done.class);

        assertThat(scene.link.version()).isEqualTo(Optional.of(Version.of("1")));
        assertThat(scene.unitsAreThoseOf("1")).isTrue();
        assertThat(scene.catalog
                        .operation(scene.id)
                        .orElseThrow()
                        .ended()
                        .orElseThrow()
                        .outcome())
                .isInstanceOf(Outcome.Stranded.class);
    }

    @Test
    void one_that_nobody_tried_to_recover_is_not_given_up() {
        scene.opened();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> scene.recovery().leave(scene.run()))
                .matches(refused -> refused.refusals().getFirst().code() == Code.ACTIVATION_OPEN);
        assertThat(OpenJournal.find(root.resolve("open"))).isPresent();
    }
}
