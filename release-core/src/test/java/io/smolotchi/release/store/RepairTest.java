package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.disk.ProcessIdentity;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.manifest.Repairs;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three releases: 1.0.0 and 1.1.0 share their files by hard links, 1.2.0 has the same bytes in files of its own. */
class RepairTest {

    @TempDir
    Path temporary;

    private StoreWorld world;
    private Path first;
    private Path second;
    private Path apart;

    @BeforeEach
    void staged() throws Exception {
        world = new StoreWorld(temporary);
        Path source = world.application("src", "data/a", "data/b");
        first = staged(source, "1.0.0");
        second = staged(source, "1.1.0");
        hardLinked(first, second);
        world.rules = world.rules.linking(false);
        apart = staged(source, "1.2.0");
        own(apart);
    }

    @Test
    void a_damaged_file_is_mended_in_every_release_that_shares_it_and_stays_one_file() throws Exception {
        damage(first.resolve("data/a"));
        Inode untouched = Inode.of(apart.resolve("data/a"));
        world.rules = world.rules.linking(true);

        List<String> effects = mend("1.0.0");

        assertThat(effects)
                .containsExactly("restore data/a of 1.0.0 and data/a of 1.1.0 with the bytes of data/a of 1.2.0");
        everythingIsIntact();
        assertThat(Inode.of(first.resolve("data/a")).key())
                .isEqualTo(Inode.of(second.resolve("data/a")).key())
                .isNotEqualTo(untouched.key());
        assertThat(Inode.of(apart.resolve("data/a"))).isEqualTo(untouched);
        assertThat(world.everythingInReleases()).noneMatch(name -> name.contains(".partial"));
    }

    @Test
    void without_hard_links_each_release_gets_a_file_of_its_own() throws Exception {
        damage(first.resolve("data/a"));

        mend("1.1.0");

        everythingIsIntact();
        assertThat(Inode.of(first.resolve("data/a")).links()).isEqualTo(1);
        assertThat(Inode.of(second.resolve("data/a")).links()).isEqualTo(1);
    }

    @Test
    void who_has_the_damaged_file_open_keeps_what_he_opened() throws Exception {
        damage(first.resolve("data/a"));
        try (var open = Files.newInputStream(first.resolve("data/a"))) {
            mend("1.0.0");

            assertThat(open.readAllBytes()).asString().isEqualTo("DAMAGE");
        }
    }

    @Test
    void bytes_are_found_under_another_name_and_a_record_alone_is_not_believed() throws Exception {
        Path other = world.application("other");
        StoreWorld.write(other, "elsewhere/copy", "data/a");
        staged(other, "0.9.0");
        damage(first.resolve("data/a"));
        damage(apart.resolve("data/a"));

        assertThat(find("1.0.0").effects())
                .containsExactly(
                        "restore data/a of 1.0.0 and data/a of 1.1.0 with the bytes of elsewhere/copy of 0.9.0");
    }

    @Test
    void what_no_release_holds_any_more_is_named_for_each_release_with_what_to_type_and_stays_as_it_is()
            throws Exception {
        damage(first.resolve("data/a"));
        damage(apart.resolve("data/a"));
        damage(first.resolve("data/b"));

        Repairs repairs = find("1.0.0");
        assertThat(repairs.effects()).hasSize(1).first().asString().contains("data/b");
        assertThat(repairs.hopeless())
                .extracting(Refusal::what)
                .containsExactly(
                        "cannot mend data/a of 1.0.0: because no release holds its bytes any more",
                        "cannot mend data/a of 1.1.0: because no release holds its bytes any more");
        assertThat(repairs.hopeless()).extracting(Refusal::code).containsOnly(Code.REPAIR_IMPOSSIBLE);
        assertThat(repairs.hopeless()).extracting(Refusal::remedy).allMatch(remedy -> remedy.contains("stage SOURCE"));
        mend("1.0.0");
        assertThat(first.resolve("data/a")).hasContent("DAMAGE");
        assertThat(first.resolve("data/b")).hasContent("data/b");
    }

    @Test
    void modes_missing_paths_and_links_are_put_right() throws Exception {
        Modes.set(first, 0755);
        Modes.set(first.resolve("data"), 0700);
        Files.delete(first.resolve("data/b"));
        TreeDeletion.delete(first.resolve("smolotchi"));
        Files.delete(first.resolve("latest"));
        Files.createSymbolicLink(first.resolve("latest"), Path.of("data/a"));
        Modes.set(first.resolve("bin/run"), 0644);
        Modes.set(first, 0555);

        mend("1.0.0");

        everythingIsIntact();
    }

    @Test
    void an_owner_is_put_right_also_of_a_link() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(ProcessIdentity.read().root(), "only root may give files away");
        Files.setAttribute(first.resolve("data"), "unix:uid", 65534);
        Files.setAttribute(first.resolve("data/a"), "unix:uid", 65534);
        Files.setAttribute(first.resolve("latest"), "unix:gid", 65534, LinkOption.NOFOLLOW_LINKS);

        mend("1.0.0");

        everythingIsIntact();
    }

    @Test
    void a_tree_that_is_gone_is_made_again_as_a_whole() throws Exception {
        Files.move(first, world.dir.resolve("elsewhere"));

        mend("1.0.0");

        everythingIsIntact();
    }

    @Test
    void nothing_is_deleted_what_is_in_the_way_is_named_with_what_to_type() throws Exception {
        Modes.set(first, 0755);
        Files.createDirectories(first.resolve("it's new/below"));
        TreeDeletion.delete(first.resolve("data"));
        Files.writeString(first.resolve("data"), "");
        Modes.set(first, 0555);

        Repairs repairs = find("1.0.0");

        assertThat(repairs.effects()).isEmpty();
        assertThat(repairs.hopeless())
                .extracting(Refusal::remedy)
                .containsExactly("rm -r -- '" + first + "/data'", "rm -r -- '" + first.toString() + "/it'\\''s new'");
    }

    @Test
    void a_release_whose_manifest_was_altered_is_not_mended_by_it() throws Exception {
        Path manifest = world.releases().resolve(".meta/1.0.0/manifest");
        String altered =
                Files.readString(manifest).replaceAll("(?m)^(./data/b .*sha256=)\\w+$", "$1" + Digest.of("evil"));
        Modes.set(manifest, 0600);
        Files.writeString(manifest, altered);
        damage(first.resolve("data/a"));

        Repairs repairs = find("1.0.0");
        assertThat(repairs.hopeless())
                .extracting(Refusal::what)
                .first()
                .asString()
                .startsWith("cannot mend 1.0.0:");
        assertThat(repairs.effects()).containsExactly("restore data/a of 1.1.0 with the bytes of data/a of 1.2.0");

        Repairs untrusted = new Repair(world.store, world.rules).find(List.of(Version.of("1.2.0")), _ -> false);
        assertThat(untrusted.hopeless()).hasSize(1);
    }

    @Test
    void a_cancelled_repair_changes_nothing() throws Exception {
        damage(first.resolve("data/a"));
        List<String> before = world.everythingInReleases();

        assertThatThrownBy(() -> new Repair(world.store, world.rules).carryOut(find("1.0.0"), new Cancelled()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("CANCELLED");

        assertThat(world.everythingInReleases()).isEqualTo(before);
        assertThat(first.resolve("data/a")).hasContent("DAMAGE");
    }

    private Path staged(Path source, String version) {
        world.stage(source, version);
        return world.store.tree(Version.of(version));
    }

    private Repairs find(String version) {
        return new Repair(world.store, world.rules).find(List.of(Version.of(version)), _ -> true);
    }

    private List<String> mend(String version) {
        Repairs repairs = find(version);
        List<String> notes = new ArrayList<>();
        new Repair(world.store, world.rules).carryOut(repairs, new Cancelled() {
            @Override
            public void event(Event.Type type, String step, String text, String json) {
                notes.add(text);
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        });
        assertThat(notes)
                .isEqualTo(repairs.effects().stream()
                        .map(effect -> "done: " + effect)
                        .toList());
        return repairs.effects();
    }

    private void everythingIsIntact() {
        assertThat(world.store.verify(world.store.releases()).values()).allMatch(List::isEmpty);
    }

    /** Whatever the file system of the tests can: what a hard link is like everywhere. */
    private static void hardLinked(Path from, Path to) throws Exception {
        for (String file : List.of("data/a", "data/b", "smolotchi/cli.py", "bin/run")) {
            Path directory = to.resolve(file.substring(0, file.indexOf('/')));
            Modes.set(directory, 0755);
            Files.delete(to.resolve(file));
            Files.createLink(to.resolve(file), from.resolve(file));
            Modes.set(directory, 0555);
        }
    }

    private static void own(Path tree) throws Exception {
        assertThat(Inode.of(tree.resolve("data/a")).links()).isEqualTo(1);
    }

    private static void damage(Path file) throws Exception {
        int mode = Inode.of(file).permissions();
        Modes.set(file, 0600);
        Files.writeString(file, "DAMAGE");
        Modes.set(file, mode);
    }

    private static class Cancelled implements Progress {
        @Override
        public void event(Event.Type type, String step, String text, String json) {}

        @Override
        public void amount(long filesDone, long filesAll, long bytesDone, long bytesAll) {}

        @Override
        public boolean cancelled() {
            return true;
        }
    }
}
