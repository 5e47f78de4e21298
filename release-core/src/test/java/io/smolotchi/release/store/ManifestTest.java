package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.manifest.Entry;
import io.smolotchi.release.store.manifest.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    private static final String ODD = "odd/a b #\u00e9=*[x]?{y}\\~'\"$&;%";

    @TempDir
    Path temporary;

    @Test
    void its_text_is_sorted_and_plain_ascii() {
        Manifest manifest = Manifest.of(List.of(
                new Entry.Link("b", "a b"),
                new Entry.File("a", 0444, 3, Digest.of("abc")),
                new Entry.Directory("", 0555)));

        assertThat(manifest.text()).isEqualTo("""
                        #mtree
                        # smolotchi-release manifest format 1
                        . type=dir mode=0555
                        ./a type=file mode=0444 size=3 sha256=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
                        ./b type=link link=a\\040b
                        """);
        assertThat(Manifest.parse(manifest.text())).isEqualTo(manifest);
        assertThat(manifest.count()).isEqualTo(2);
        assertThat(manifest.bytes()).isEqualTo(3);
    }

    @Test
    void anything_else_is_refused() {
        for (String text : List.of(
                "",
                "rubbish",
                "#mtree\n# smolotchi-release manifest format x\n.\n",
                "#mtree\n# smolotchi-release manifest format 1\n./a type=file\n",
                "#mtree\n# smolotchi-release manifest format 1\n/a type=dir mode=0555\n",
                "#mtree\n# smolotchi-release manifest format 1\n./a type=dir mode=9\n",
                "#mtree\n# smolotchi-release manifest format 1\n./a\\4 type=dir mode=0555\n")) {
            assertThatThrownBy(() -> Manifest.parse(text)).as(text).isInstanceOf(Refused.class);
        }
    }

    @Test
    void mtree_reads_it_and_finds_the_tree_intact_and_then_damaged() throws Exception {
        StoreWorld world = new StoreWorld(temporary);
        world.stage(world.application("src", ODD), "1.0.0");
        Path tree = world.store.tree(Version.of("1.0.0"));

        assertThat(mtree(world, tree)).isEqualTo(new Finished(0, "", "", false));

        Modes.set(tree.resolve(ODD), 0644);
        Files.writeString(tree.resolve(ODD), "changed");
        Finished damaged = mtree(world, tree);
        assertThat(damaged.exit()).isEqualTo(2);
        assertThat(damaged.out()).contains("permissions (0444, 0644)").contains("sha256");
    }

    @Test
    void bsdtar_reads_it() throws Exception {
        StoreWorld world = new StoreWorld(temporary);
        world.stage(world.application("src", ODD), "1.0.0");
        Path manifest = world.releases().resolve(".meta/1.0.0/manifest");

        Finished listed = new LocalProcesses()
                .run(Command.of("bsdtar", "-tvf", manifest.toString()).in(world.store.tree(Version.of("1.0.0"))));

        assertThat(listed.ok()).as(listed.err()).isTrue();
        assertThat(listed.out())
                .contains("-r-xr-xr-x", "./bin/run", "latest -> smolotchi/cli.py")
                .contains("a b #\u00e9=*[x]?{y}");
    }

    private static Finished mtree(StoreWorld world, Path tree) {
        return new LocalProcesses()
                .run(Command.of(
                        "mtree",
                        "-p",
                        tree.toString(),
                        "-f",
                        world.releases().resolve(".meta/1.0.0/manifest").toString()));
    }
}
