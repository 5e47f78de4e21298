package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.manifest.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a tree of plain names holds: it is staged as it is, verifies, and its manifest can be read back. */
class StagedTreeTest {

    /** @param text a character per byte */
    record Content(String text, boolean executable) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    @Property(tries = 20)
    void a_staged_tree_verifies_and_its_manifest_round_trips(@ForAll("trees") Map<String, Content> tree)
            throws Exception {
        Path temporary = Files.createTempDirectory("staged-tree");
        try {
            StoreWorld world = new StoreWorld(temporary);
            Path source = write(world.dir.resolve("src"), tree);

            StagedRelease staged = world.stage(source, "1");

            Version version = Version.of("1");
            Manifest manifest = world.store.manifest(version);
            assertThat(world.store.verify(version)).isEmpty();
            assertThat(Manifest.parse(manifest.text())).isEqualTo(manifest);
            assertThat(manifest.digest()).isEqualTo(staged.digest());
            assertThat(manifest.bytes())
                    .isEqualTo(tree.values().stream()
                            .mapToLong(content -> content.text().length())
                            .sum());
            for (Map.Entry<String, Content> one : tree.entrySet()) {
                Path file = world.store.tree(version).resolve(one.getKey());
                assertThat(file).hasBinaryContent(one.getValue().bytes());
                assertThat(Inode.of(file).permissions())
                        .isEqualTo(one.getValue().executable() ? 0555 : 0444);
            }
            assertThat(world.store.remove(version)).isEmpty();
            assertThat(world.everythingInReleases()).isEmpty();
        } finally {
            TreeDeletion.delete(temporary);
        }
    }

    /** Directory names and file names are told apart by their ending, so that no name is both; case is not mixed. */
    @Provide
    Arbitrary<Map<String, Content>> trees() {
        Arbitrary<String> name = Arbitraries.strings()
                .withChars("abz09 .#\\=*[]?~'\"\u00e9\u20ac")
                .withChars("\ud83d")
                .ofMinLength(1)
                .ofMaxLength(8)
                .map(text -> text.replace("\ud83d", "\ud83d\ude00"));
        Arbitrary<String> path = name.map(text -> text + "_d")
                .list()
                .ofMaxSize(4)
                .flatMap(directories -> name.map(
                        file -> String.join("/", directories) + (directories.isEmpty() ? "" : "/") + file + "_f"));
        Arbitrary<Content> content = Combinators.combine(
                        Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(2000),
                        Arbitraries.of(true, false))
                .as(Content::new);
        return Arbitraries.maps(path, content).ofMinSize(1).ofMaxSize(12);
    }

    private static Path write(Path source, Map<String, Content> tree) throws IOException {
        for (Map.Entry<String, Content> one : tree.entrySet()) {
            Path file = source.resolve(one.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, one.getValue().bytes());
            Modes.set(file, one.getValue().executable() ? 0755 : 0644);
        }
        return source;
    }
}
