package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.source.Limits;
import io.smolotchi.release.store.source.StagingSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each hostile thing is refused whole, by name, in the plan and when staged, and nothing of it stays or lies outside. */
class HostileArchiveTest {

    @TempDir
    Path temporary;

    private StoreWorld world;
    private Path file;

    @BeforeEach
    void world() throws Exception {
        world = new StoreWorld(temporary);
        file = world.dir.resolve("source.tar");
    }

    private interface Filling {
        void fill(Archive archive) throws IOException;
    }

    @Test
    void an_absolute_path() throws Exception {
        refused("'/etc/passwd' has an absolute path", tar -> tar.file("/etc/passwd", "x"));
    }

    @Test
    void a_dotdot_entry() throws Exception {
        refused("'a/../../x' leads out of the tree by '..'", tar -> tar.file("a/../../x", "x"));
        refused("'../' leads out of the tree by '..'", tar -> tar.directory(".."));
    }

    @Test
    void a_link_with_an_absolute_target() throws Exception {
        refused("'a' is a link to '/etc', which leaves the tree", tar -> tar.link("a", "/etc"));
    }

    @Test
    void a_link_that_climbs_out() throws Exception {
        refused("'a/b' is a link to '../../x', which leaves the tree", tar -> tar.link("a/b", "../../x"));
        refused("'a' is a link to 'x/../..', which leaves the tree", tar -> tar.link("a", "x/../.."));
    }

    @Test
    void a_link_that_leaves_only_once_another_link_is_followed() throws Exception {
        refused(
                "'a/b/x' is a link to 'up/..', which leaves the tree",
                tar -> tar.file("f", "x").link("a/b/up", "../..").link("a/b/x", "up/.."));
    }

    @Test
    void a_link_that_leaves_only_once_the_wrapping_directory_is_taken_off() throws Exception {
        refused(
                "'top/a' is a link to '../top/f', which leaves the tree",
                tar -> tar.file("top/f", "x").link("top/a", "../top/f"));
    }

    @Test
    void a_file_written_through_a_link() throws Exception {
        refused(
                "'a/x' lies below 'a', which is a link",
                tar -> tar.link("a", "b").file("a/x", "x"));
        refused(
                "'a/x' lies below 'a', which is a file",
                tar -> tar.file("a", "b").file("a/x", "x"));
        refused("'a' comes twice", tar -> tar.link("a", "b").file("a", "x"));
    }

    @Test
    void a_hard_link_outside_or_to_what_did_not_come_before() throws Exception {
        refused("'a' is a hard link to '/etc/shadow', which lies outside", tar -> tar.hardLink("a", "/etc/shadow"));
        refused("'a' is a hard link to '../x', which lies outside", tar -> tar.hardLink("a", "../x"));
        refused(
                "'a' is a hard link to 'b', which is not a file that came before",
                tar -> tar.hardLink("a", "b").file("b", "x"));
        refused(
                "'b' is a hard link to 'a', which is not a file that came before",
                tar -> tar.link("a", "c").hardLink("b", "a"));
    }

    @Test
    void devices_fifos_and_unknown_types() throws Exception {
        refused("'a' is a FIFO", tar -> tar.special("a", TarConstants.LF_FIFO));
        refused("'a' is a character device", tar -> tar.special("a", TarConstants.LF_CHR));
        refused("'a' is a block device", tar -> tar.special("a", TarConstants.LF_BLK));
        refused("'a' is of an unknown type", tar -> tar.special("a", (byte) 'V'));
    }

    @Test
    void set_id_bits() throws Exception {
        refused("'a' has the set-user-id or set-group-id bit", tar -> tar.file("a", "x", 0104755));
        refused("'a' has the set-user-id or set-group-id bit", tar -> tar.file("a", "x", 0102755));
    }

    @Test
    void duplicates() throws Exception {
        refused("'a' comes twice", tar -> tar.file("a", "x").file("./a", "y"));
        refused("'d' comes twice", tar -> tar.directory("d").directory("d"));
    }

    @Test
    void names_that_differ_in_case_or_normal_form_only() throws Exception {
        refused(
                "'dir/Readme' differs from 'dir/README' only in case",
                tar -> tar.file("dir/README", "x").file("dir/Readme", "y"));
        refused(
                "'Dir' differs from 'dir' only in case",
                tar -> tar.file("dir/a", "x").file("Dir/b", "y"));
        refused(
                "only in case or Unicode normal form",
                tar -> tar.file("caf\u00e9", "x").file("cafe\u0301", "y"));
    }

    @Test
    void control_characters_and_names_that_are_not_utf_8() throws Exception {
        refused("'a\\012b' has a control character", tar -> tar.file("a\nb", "x"));
        refused("'a' is a link whose target has a control character", tar -> tar.link("a", "b\u0007"));
        try (Archive tar = Archive.tarInLatin1(file)) {
            tar.file("caf\u00e9", "x");
        }
        refused(Code.SOURCE_UNSAFE, "has a name that is not UTF-8");
    }

    @Test
    void a_question_mark_is_not_mistaken_for_a_byte_that_is_not_utf_8() throws Exception {
        String deep = "d".repeat(90) + "?/" + "e".repeat(90) + "?";
        try (Archive tar = Archive.tar(file)) {
            tar.file("a?b", "x")
                    .file("caf\u00e9?", "x")
                    .file(deep, "x")
                    .file("f".repeat(120) + "?", "x")
                    .link("l", "a?b");
        }

        world.stage(file, "1.0.0");

        assertThat(world.store.tree(Version.of("1.0.0")).resolve(deep)).exists();
    }

    @Test
    void too_many_entries_bytes_or_levels() throws Exception {
        world.rules = world.rules.limitedTo(new Limits(3, 100, 3));
        refused(
                Code.SOURCE_TOO_LARGE,
                "more than 3 entries",
                tar -> tar.file("a/b/c", "").file("d", ""));
        refused(Code.SOURCE_TOO_LARGE, "'a/b/c/d' lies more than 3 levels deep", tar -> tar.file("a/b/c/d", ""));
        refused(
                Code.SOURCE_TOO_LARGE,
                "more than 100 bytes",
                tar -> tar.zeros("a", 60).zeros("b", 41));
    }

    @Test
    void copies_by_hard_links_count_as_bytes() throws Exception {
        world.rules = world.rules.limitedTo(new Limits(100, 100, 3));
        refused(
                Code.SOURCE_TOO_LARGE,
                "more than 100 bytes",
                tar -> tar.zeros("a", 60).hardLink("b", "a"));
    }

    @Test
    void a_bomb_ends_at_the_limit() throws Exception {
        world.rules = world.rules.limitedTo(new Limits(100, 1 << 20, 3));
        try (Archive tar = Archive.tarGz(file)) {
            tar.zeros("a", 64 << 20);
        }
        refused(Code.SOURCE_TOO_LARGE, "more than 1048576 bytes");
    }

    @Test
    void an_entry_whose_header_alone_would_fill_the_memory() throws Exception {
        refused(
                Code.SOURCE_UNREADABLE,
                "header takes more than",
                tar -> tar.longName(1 << 20).file("a", ""));
    }

    @Test
    void a_truncated_archive() throws Exception {
        try (Archive tar = Archive.tarGz(file)) {
            tar.zeros("a", 5_000_000).file("b", "x");
        }
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 3000));
        refused(Code.SOURCE_UNREADABLE, "cannot stage");
    }

    @Test
    void zip_entries_are_held_to_the_same_rules() throws Exception {
        zip("../x", 0100644, "x");
        refused(Code.SOURCE_UNSAFE, "'../x' leads out of the tree");
        zip("a", 0120777, "/etc");
        refused(Code.SOURCE_UNSAFE, "'a' is a link to '/etc', which leaves the tree");
        zip("a", 0010644, "");
        refused(Code.SOURCE_UNSAFE, "'a' is a device or FIFO");
        zip("a", 0104755, "");
        refused(Code.SOURCE_UNSAFE, "set-user-id");
    }

    @Test
    void an_archive_may_hold_links_hard_links_and_a_wrapping_directory() throws Exception {
        try (Archive tar = Archive.tarGz(file)) {
            tar.directory("smolotchi-1.0.0")
                    .file("smolotchi-1.0.0/a/f", "x", 0100755)
                    .link("smolotchi-1.0.0/a/up", "..")
                    .link("smolotchi-1.0.0/self", "a/up/a/f")
                    .hardLink("smolotchi-1.0.0/hard", "smolotchi-1.0.0/a/f")
                    .file("smolotchi-1.0.0/.git/HEAD", "x");
        }

        world.stage(file, "1.0.0");

        Path tree = world.store.tree(Version.of("1.0.0"));
        assertThat(world.store.verify(Version.of("1.0.0"))).isEmpty();
        assertThat(tree.resolve("hard")).hasContent("x");
        assertThat(Inode.of(tree.resolve("hard")).permissions()).isEqualTo(0555);
        assertThat(Inode.of(tree.resolve("hard")).links()).isEqualTo(1);
        assertThat(tree.resolve(".git")).doesNotExist();
        assertThat(world.everythingInReleases()).noneMatch(name -> name.startsWith(".partial"));
    }

    @Test
    void a_directory_is_held_to_the_same_rules() throws Exception {
        Path source = world.application("src");
        Files.createSymbolicLink(source.resolve("out"), Path.of("../elsewhere"));
        file = source;
        refused(Code.SOURCE_UNSAFE, "'out' is a link to '../elsewhere', which leaves the tree");

        Files.delete(source.resolve("out"));
        assertThat(new ProcessBuilder("mkfifo", source.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        refused(Code.SOURCE_UNSAFE, "'pipe' is a FIFO");

        Files.delete(source.resolve("pipe"));
        Files.setAttribute(source.resolve("bin/run"), "unix:mode", 04755);
        refused(Code.SOURCE_UNSAFE, "'bin/run' has the set-user-id");

        Files.setAttribute(source.resolve("bin/run"), "unix:mode", 0755);
        Files.writeString(source.resolve("bin/RUN"), "");
        refused(Code.SOURCE_UNSAFE, "only in case");
    }

    @Test
    void a_working_directory_that_hands_down_its_group_is_no_danger() throws Exception {
        Path source = world.application("src");
        Files.setAttribute(source.resolve("bin"), "unix:mode", 02775);

        world.stage(source, "1.0.0");

        assertThat(world.store.verify(Version.of("1.0.0"))).isEmpty();
    }

    private void refused(String what, Filling filling) throws Exception {
        refused(Code.SOURCE_UNSAFE, what, filling);
    }

    private void refused(Code code, String what, Filling filling) throws Exception {
        try (Archive tar = Archive.tar(file)) {
            filling.fill(tar);
        }
        refused(code, what);
    }

    private void refused(Code code, String what) throws Exception {
        List<String> before = outside();
        assertThat(world.staging()
                        .plan(new StagingSource.OnDisk(file), Optional.of(Version.of("1.0.0")))
                        .refusals())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.what()).contains(what);
                });
        assertThatThrownBy(() -> world.stage(file, "1.0.0")).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusals()).hasSize(1);
            assertThat(refused.refusals().getFirst().code()).isEqualTo(code);
            assertThat(refused.refusals().getFirst().what()).contains(what);
        });
        assertThat(world.everythingInReleases()).isEmpty();
        assertThat(outside()).isEqualTo(before);
    }

    private List<String> outside() throws IOException {
        try (Stream<Path> all = Files.walk(world.dir)) {
            return all.filter(path -> !path.startsWith(world.dir.resolve("root")))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private void zip(String name, int mode, String content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            entry.setUnixMode(mode);
            zip.putArchiveEntry(entry);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
    }
}
