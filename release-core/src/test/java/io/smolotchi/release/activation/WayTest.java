package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WayTest {

    private static final Optional<Version> OLD = Optional.of(Version.of("1"));
    private static final Optional<Version> FRESH = Optional.of(Version.of("2"));

    @TempDir
    private Path root;

    @Test
    void an_exchange_that_had_not_reached_the_link_is_taken_back() {
        try (EngineScene scene = new EngineScene(root).to(FRESH)) {
            assertThat(interrupted(scene)).isInstanceOf(Way.Back.class);
        }
    }

    @Test
    void one_whose_link_leads_to_the_new_release_goes_on() {
        try (EngineScene scene = new EngineScene(root).to(FRESH)) {
            scene.link.commit(FRESH.orElseThrow());
            assertThat(interrupted(scene)).isInstanceOf(Way.On.class);
        }
    }

    @Test
    void a_link_that_does_not_change_says_nothing_about_the_units() {
        try (EngineScene scene = new EngineScene(root).to(OLD)) {
            assertThat(interrupted(scene)).isInstanceOf(Way.Back.class);
        }
    }

    @Test
    void without_a_goal_it_goes_on_as_soon_as_the_link_is_gone() {
        try (EngineScene scene = new EngineScene(root).to(Optional.empty())) {
            assertThat(interrupted(scene)).isInstanceOf(Way.Back.class);
            scene.link.remove();
            assertThat(Way.of(OpenJournal.find(root.resolve("open")).orElseThrow(), scene.link))
                    .isInstanceOf(Way.On.class);
        }
    }

    private Way interrupted(EngineScene scene) {
        OpenJournal journal = OpenJournal.begin(root.resolve("open"), scene.intent());
        journal.begun();
        return Way.of(journal, scene.link);
    }
}
