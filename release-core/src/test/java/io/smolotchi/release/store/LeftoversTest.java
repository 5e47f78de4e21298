package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.disk.Durability;
import io.smolotchi.release.store.disk.Modes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    private static final Version VERSION = Version.of("1.0.0");

    @TempDir
    Path temporary;

    private StoreWorld world;
    private Path releases;
    private Path meta;

    @BeforeEach
    void staged() throws Exception {
        world = new StoreWorld(temporary);
        world.stage(world.application("src"), "0.9.0");
        releases = world.releases();
        meta = releases.resolve(".meta");
    }

    @Test
    void partial_and_deleted_trees_go() throws Exception {
        StoreWorld.write(releases, ".partial-1/a/b", "x");
        StoreWorld.write(releases, ".trash-2/a/b", "x");
        Modes.set(releases.resolve(".trash-2/a"), 0555);
        StoreWorld.write(meta, ".partial-3/manifest", "x");
        assertThat(world.store.contents().leftovers()).containsExactly(".partial-1", ".trash-2", ".meta/.partial-3");

        assertThat(world.store.cleanLeftovers()).hasSize(3);

        onlyTheSealedOneIsLeft();
    }

    @Test
    void a_tree_that_was_renamed_and_not_sealed_goes() throws Exception {
        Path tree = Files.createDirectory(releases.resolve("1.0.0"));
        StoreWorld.write(tree, "app/x", "x");
        Durability.writeNew(meta.resolve(".preparing-1.0.0"), 0644, Leftovers.marker(tree));
        assertThat(world.store.holds(VERSION)).isFalse();
        assertThat(world.store.contents().foreign()).isEmpty();

        assertThat(world.store.cleanLeftovers())
                .contains("deleted the tree of 1.0.0, whose staging was interrupted before it was sealed");

        onlyTheSealedOneIsLeft();
    }

    @Test
    void a_directory_that_is_not_the_one_of_the_marker_stays() throws Exception {
        Path ours = Files.createDirectory(releases.resolve(".partial-1"));
        Durability.writeNew(meta.resolve(".preparing-1.0.0"), 0644, Leftovers.marker(ours));
        Files.createDirectory(releases.resolve("1.0.0"));

        world.store.cleanLeftovers();

        assertThat(world.store.contents())
                .isEqualTo(new ReleaseStore.Contents(List.of(Version.of("0.9.0")), List.of("1.0.0"), List.of()));
    }

    @Test
    void a_torn_marker_takes_nothing_with_it() throws Exception {
        Files.createDirectory(releases.resolve("1.0.0"));
        Files.createFile(meta.resolve(".preparing-1.0.0"));

        world.store.cleanLeftovers();

        assertThat(releases.resolve("1.0.0")).isDirectory();
        assertThat(meta.resolve(".preparing-1.0.0")).doesNotExist();
    }

    @Test
    void a_sealed_release_whose_marker_was_not_dropped_stays() throws Exception {
        Durability.writeNew(meta.resolve(".preparing-0.9.0"), 0644, Leftovers.marker(releases.resolve("0.9.0")));

        world.store.cleanLeftovers();

        onlyTheSealedOneIsLeft();
        assertThat(world.store.verify(Version.of("0.9.0"))).isEmpty();
    }

    @Test
    void a_removal_is_finished_once_its_tree_is_gone_and_forgotten_before() throws Exception {
        world.stage(world.application("src"), "1.0.0");
        Files.createFile(meta.resolve(".removing-1.0.0"));
        world.store.cleanLeftovers();
        assertThat(world.store.holds(VERSION)).isTrue();

        Files.createFile(meta.resolve(".removing-1.0.0"));
        Files.move(releases.resolve("1.0.0"), releases.resolve(".trash-1"));
        assertThat(world.store.holds(VERSION)).isFalse();
        assertThat(world.store.releases()).containsExactly(Version.of("0.9.0"));
        world.store.cleanLeftovers();

        onlyTheSealedOneIsLeft();
    }

    @Test
    void the_next_staging_cleans_up_first() throws Exception {
        StoreWorld.write(releases, ".partial-1/a/b", "x");

        world.stage(world.application("src"), "1.0.0");

        assertThat(world.store.contents().leftovers()).isEmpty();
    }

    private void onlyTheSealedOneIsLeft() {
        assertThat(world.store.contents())
                .isEqualTo(new ReleaseStore.Contents(List.of(Version.of("0.9.0")), List.of(), List.of()));
    }
}
