package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Modes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseStoreTest {

    private static final Version ONE = Version.of("1.0.0");
    private static final Version TWO = Version.of("2.0.0");

    @TempDir
    Path temporary;

    private StoreWorld world;

    @BeforeEach
    void world() throws Exception {
        world = new StoreWorld(temporary);
    }

    @Test
    void a_store_that_is_not_there_yet_is_empty() {
        assertThat(world.store.contents()).isEqualTo(new ReleaseStore.Contents(List.of(), List.of(), List.of()));
        assertThat(world.store.cleanLeftovers()).isEmpty();
    }

    @Test
    void a_removed_release_leaves_no_trace_and_the_others_alone() throws Exception {
        world.stage(world.application("src"), "1.0.0");
        world.stage(world.application("src"), "2.0.0");

        assertThat(world.store.remove(ONE)).isEmpty();

        assertThat(world.store.contents()).isEqualTo(new ReleaseStore.Contents(List.of(TWO), List.of(), List.of()));
        assertThat(world.everythingInReleases()).noneMatch(name -> name.contains("1.0.0"));
        assertThat(world.store.verify(TWO)).isEmpty();
    }

    @Test
    void an_unknown_version_is_refused() {
        assertThatThrownBy(() -> world.store.remove(ONE))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.refusals().getFirst().code()).isEqualTo(Code.RELEASE_UNKNOWN));
    }

    @Test
    void removing_does_not_follow_links() throws Exception {
        Path source = world.application("src");
        Path precious = StoreWorld.write(world.dir, "precious/file", "x");
        world.stage(source, "1.0.0");
        Path tree = world.store.tree(ONE);
        Modes.set(tree, 0755);
        Files.createSymbolicLink(tree.resolve("out"), precious.getParent());

        world.store.remove(ONE);

        assertThat(precious).exists();
    }

    @Test
    void a_shared_file_is_freed_only_with_the_last_release_that_has_it() throws Exception {
        world.rules = world.rules.linking(false);
        world.stage(world.application("src"), "1.0.0");
        world.stage(world.application("src"), "2.0.0");
        long alone = world.store.holding(ONE).alone();
        Path one = world.store.tree(ONE).resolve("smolotchi");
        Path two = world.store.tree(TWO).resolve("smolotchi");
        Modes.set(two, 0755);
        Files.delete(two.resolve("cli.py"));
        Files.createLink(two.resolve("cli.py"), one.resolve("cli.py"));
        Modes.set(two, 0555);

        assertThat(world.store.holding(ONE).alone()).isEqualTo(alone - 4096);
        assertThat(world.store.bytesFreedBy(Set.of(ONE, TWO))).isEqualTo(2 * alone - 4096);
    }

    @Test
    void a_note_lies_beside_the_release_and_is_replaced_whole() throws Exception {
        world.stage(world.application("src"), "1.0.0");
        assertThat(world.store.note(ONE, "marks")).isEmpty();

        world.store.keepNote(ONE, "marks", "pinned\n");
        world.store.keepNote(ONE, "marks", "bad\n");

        assertThat(world.store.note(ONE, "marks")).contains("bad\n");
        assertThatThrownBy(() -> world.store.keepNote(ONE, "manifest", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(world.store.verify(ONE)).isEmpty();
    }

    @Test
    void a_manifest_of_a_newer_format_is_refused_by_name() throws Exception {
        world.stage(world.application("src"), "1.0.0");
        Path manifest = world.releases().resolve(".meta/1.0.0/manifest");
        Modes.set(manifest, 0644);
        Files.writeString(manifest, Files.readString(manifest).replace("format 1", "format 2"));

        assertThatThrownBy(() -> world.store.manifest(ONE))
                .hasMessageContaining("is of format 2, and this program knows 1");
    }
}
