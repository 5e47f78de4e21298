package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {

    private static final Version ONE = Version.of("1.0.0");
    private static final Version TWO = Version.of("2.0.0");
    private static final Version THREE = Version.of("3.0.0");

    @TempDir
    Path temporary;

    private StoreWorld world;
    private Path releases;

    @BeforeEach
    void three_releases() throws Exception {
        world = new StoreWorld(temporary);
        for (Version version : List.of(ONE, TWO, THREE)) {
            world.stage(world.application("src"), version.value());
        }
        releases = world.store.location().directory().resolve("releases");
    }

    private List<String> names(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void many_are_out_of_sight_before_one_is_deleted() throws Exception {
        Removal removal = world.store.hide(List.of(ONE, TWO));

        assertThat(world.store.releases()).containsExactly(THREE);
        assertThat(names(releases))
                .filteredOn(name -> name.startsWith(".trash-"))
                .hasSize(2);
        assertThat(names(releases.resolve(".meta"))).noneMatch(name -> name.contains("removing"));

        assertThat(removal.delete(ONE)).isEmpty();
        assertThat(removal.delete(TWO)).isEmpty();
        assertThat(names(releases)).containsExactly(".meta", "3.0.0");
        assertThat(names(releases.resolve(".meta"))).containsExactly("3.0.0");
        assertThat(world.store.verify(THREE)).isEmpty();
    }

    @Test
    void what_is_out_of_sight_and_not_deleted_is_left_to_who_cleans_up() throws Exception {
        world.store.hide(List.of(ONE, TWO));

        assertThat(world.store.cleanLeftovers()).isNotEmpty();

        assertThat(names(releases)).containsExactly(".meta", "3.0.0");
        assertThat(names(releases.resolve(".meta"))).containsExactly("3.0.0");
    }

    @Test
    void one_that_can_not_be_moved_stays_and_does_not_keep_the_others() throws Exception {
        Files.createDirectories(releases.resolve(".meta/.removing-1.0.0/in the way"));

        Removal removal = world.store.hide(List.of(ONE, TWO));

        assertThat(world.store.releases()).containsExactly(ONE, THREE);
        assertThat(removal.problems(ONE)).singleElement().asString().startsWith("cannot remove 1.0.0: because ");
        assertThat(removal.problems(TWO)).isEmpty();
        assertThat(removal.delete(ONE)).isEqualTo(removal.problems(ONE));
        assertThat(removal.delete(TWO)).isEmpty();
        assertThat(world.store.verify(ONE)).isEmpty();
    }
}
