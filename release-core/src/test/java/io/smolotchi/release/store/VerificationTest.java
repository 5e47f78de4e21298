package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.disk.ProcessIdentity;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.manifest.Difference;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

    private static final Version VERSION = Version.of("1.0.0");

    @TempDir
    Path temporary;

    private StoreWorld world;
    private Path tree;

    @BeforeEach
    void staged() throws Exception {
        world = new StoreWorld(temporary);
        world.stage(world.application("src", "data/a", "data/b"), "1.0.0");
        tree = world.store.tree(VERSION);
    }

    @Test
    void changed_bytes_of_the_same_size_are_found() throws Exception {
        rewrite(tree.resolve("data/a"), "DATA/A");

        assertThat(found()).containsExactly("data/a CHANGED");
    }

    @Test
    void another_size_is_found() throws Exception {
        rewrite(tree.resolve("data/a"), "longer than before");

        assertThat(found()).containsExactly("data/a CHANGED");
    }

    @Test
    void what_is_missing_is_found_with_everything_below_it() throws Exception {
        open(tree);
        TreeDeletion.delete(tree.resolve("data"));
        Modes.set(tree, 0555);

        assertThat(found()).containsExactly("data MISSING", "data/a MISSING", "data/b MISSING");
    }

    @Test
    void what_was_added_is_found() throws Exception {
        open(tree.resolve("data"));
        Files.writeString(tree.resolve("data/new"), "");
        Modes.set(tree.resolve("data"), 0555);

        assertThat(found()).containsExactly("data/new EXTRA");
    }

    @Test
    void another_mode_is_found_also_set_id_bits() throws Exception {
        Modes.set(tree.resolve("data/a"), 0644);
        Files.setAttribute(tree.resolve("bin/run"), "unix:mode", 04555);

        assertThat(world.store.verify(VERSION))
                .extracting(Difference::toString)
                .containsExactly("re-moded: bin/run (0555, found 4555)", "re-moded: data/a (0444, found 0644)");
    }

    @Test
    @EnabledIf("root")
    void another_owner_is_found_also_of_a_link() throws Exception {
        Files.setAttribute(tree.resolve("data/a"), "unix:uid", 65534);
        Files.setAttribute(tree.resolve("latest"), "unix:gid", 65534, LinkOption.NOFOLLOW_LINKS);

        assertThat(found()).containsExactly("data/a OWNER", "latest OWNER");
    }

    @Test
    void another_link_target_is_found() throws Exception {
        open(tree);
        Files.delete(tree.resolve("latest"));
        Files.createSymbolicLink(tree.resolve("latest"), Path.of("data/a"));
        Modes.set(tree, 0555);

        assertThat(found()).containsExactly("latest LINK");
    }

    @Test
    void another_type_is_found() throws Exception {
        open(tree);
        Files.delete(tree.resolve("latest"));
        Files.createDirectory(tree.resolve("latest"));
        Modes.set(tree, 0555);

        assertThat(found()).containsExactly("latest TYPE");
    }

    @Test
    void an_altered_manifest_is_found_though_the_tree_matches_it() throws Exception {
        Path manifest = world.releases().resolve(".meta/1.0.0/manifest");
        String text = Files.readString(manifest);
        rewrite(tree.resolve("data/a"), "evil");
        rewrite(
                manifest,
                text.replaceAll(
                        "(?m)^(./data/a .*) size.*$",
                        "$1 size=4 sha256=" + io.smolotchi.release.catalog.Digest.of("evil")));

        assertThat(found()).containsExactly(" MANIFEST");
    }

    @Test
    void a_manifest_that_is_not_one_is_a_finding_and_not_a_fault() throws Exception {
        rewrite(world.releases().resolve(".meta/1.0.0/manifest"), "rubbish");

        assertThat(found()).contains(" MANIFEST");
    }

    @Test
    void a_tree_that_is_gone_is_missing_as_a_whole() throws Exception {
        Files.move(tree, world.dir.resolve("elsewhere"));

        assertThat(found()).contains(" MISSING", "data/a MISSING").hasSize(10);
    }

    @Test
    void a_damaged_file_is_named_with_every_release_that_shares_it() throws Exception {
        world.stage(world.application("next", "data/a", "data/c"), "1.1.0");
        Path other = world.store.tree(Version.of("1.1.0"));
        open(other.resolve("data"));
        Files.delete(other.resolve("data/a"));
        Files.createLink(other.resolve("data/a"), tree.resolve("data/a"));
        Modes.set(other.resolve("data"), 0555);
        assertThat(world.store.verify(world.store.releases()).values()).allMatch(List::isEmpty);
        rewrite(tree.resolve("data/a"), "DATA/A");

        assertThat(world.store.verify(world.store.releases()).values())
                .allSatisfy(differences -> assertThat(differences)
                        .extracting(Difference::path, Difference::kind)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple("data/a", Difference.Kind.CHANGED)));
        assertThat(world.store.verify(VERSION))
                .extracting(Difference::alsoIn)
                .containsExactly(List.of(Version.of("1.1.0")));
    }

    @Test
    void several_may_verify_at_once() throws Exception {
        rewrite(tree.resolve("data/a"), "DATA/A");
        List<Callable<List<String>>> calls = IntStream.range(0, 8)
                .<Callable<List<String>>>mapToObj(i -> this::found)
                .toList();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<List<String>> one : pool.invokeAll(calls)) {
                assertThat(one.get()).containsExactly("data/a CHANGED");
            }
        }
    }

    static boolean root() throws Exception {
        return ProcessIdentity.read().root();
    }

    private List<String> found() {
        return world.store.verify(VERSION).stream()
                .map(difference -> difference.path() + " " + difference.kind())
                .toList();
    }

    private static void open(Path directory) throws Exception {
        Modes.set(directory, 0755);
    }

    private static void rewrite(Path file, String content) throws Exception {
        int mode = Inode.of(file).permissions();
        Modes.set(file, 0600);
        Files.writeString(file, content);
        Modes.set(file, mode);
    }
}
