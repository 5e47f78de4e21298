package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.manifest.Entry;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** With the machine's Python and pip, which take their seconds. */
@Tag("faults")
@EnabledIf("io.smolotchi.release.store.VerificationTest#root")
class VenvStagingTest {

    @TempDir
    Path temporary;

    private StoreWorld world;
    private Path source;

    @BeforeEach
    void an_application_that_brings_a_wheel() throws Exception {
        world = new StoreWorld(temporary);
        world.rules = world.rules.compiling(true);
        // The venv is built as another user, who has to get there.
        Modes.set(world.dir, 0755);
        source = world.application("src");
        wheel(source.resolve("wheels/greeting-1.0-py3-none-any.whl"));
        StoreWorld.write(source, "requirements.txt", "greeting==1.0\n");
    }

    @Test
    void wheels_are_installed_offline_at_the_final_path_and_sealed_as_root() throws Exception {
        StoreWorld.write(
                source, "release.yaml", "python:\n  venv: true\n  requirements: requirements.txt\n  wheels: wheels\n");
        StoreWorld.write(source, ".venv/bin/python", "of the working tree");

        world.stage(source, "1.0.0");

        Path venv = world.store.tree(Version.of("1.0.0")).resolve(".venv");
        Finished finished = new LocalProcesses()
                .run(Command.of(
                        venv.resolve("bin/python").toString(),
                        "-c",
                        "import greeting, sys; print(greeting.WORD, greeting.__cached__, sys.prefix)"));
        assertThat(finished.out()).as(finished.err()).startsWith("hello ").endsWith(" " + venv + "\n");
        Path bytecode = Path.of(finished.out().strip().split(" ", 3)[1]);
        assertThat(bytecode).exists();
        assertThat(Files.readAllBytes(bytecode)[4])
                .as("PEP 552: hash-based, unchecked")
                .isEqualTo((byte) 1);
        assertThat(Inode.of(venv.resolve("pyvenv.cfg")).owner()).isEqualTo("0:0");
        assertThat(venv.resolve("bin/pip")).doesNotExist();
        assertThat(world.store.manifest(Version.of("1.0.0")).entries())
                .extracting(Entry::path)
                .contains(".venv", ".venv/bin/python", ".venv/pyvenv.cfg")
                .noneMatch(path -> path.contains("/pip/"));
        assertThat(world.store.verify(Version.of("1.0.0"))).isEmpty();
        assertThat(world.store.contents().leftovers()).isEmpty();
    }

    @Test
    void without_requirements_it_is_made_without_pip() throws Exception {
        StoreWorld.write(source, "release.yaml", "python:\n  venv: true\n");

        world.stage(source, "1.0.0");

        assertThat(world.store.tree(Version.of("1.0.0")).resolve(".venv/bin/python"))
                .isSymbolicLink();
        assertThat(world.store.verify(Version.of("1.0.0"))).isEmpty();
        assertThat(world.stage(source, "1.0.0").already()).isTrue();
    }

    @Test
    void a_wheel_that_is_not_there_is_refused_and_nothing_is_left() throws Exception {
        StoreWorld.write(source, "requirements.txt", "--index-url http://127.0.0.1:9/\nno-such-thing==1.0\n");
        StoreWorld.write(
                source, "release.yaml", "python:\n  venv: true\n  requirements: requirements.txt\n  wheels: wheels\n");

        assertThatThrownBy(() -> world.stage(source, "1.0.0"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.refusals().getFirst().code()).isEqualTo(Code.VENV_FAILED))
                .hasMessageContaining("no-such-thing");
        assertThat(world.everythingInReleases()).isEmpty();
    }

    @Test
    void a_directory_of_wheels_that_is_not_there_is_refused_by_name() throws Exception {
        StoreWorld.write(source, "release.yaml", "python:\n  venv: true\n  wheels: elsewhere\n");

        assertThatThrownBy(() -> world.stage(source, "1.0.0"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("the release has no directory elsewhere");
        assertThat(world.everythingInReleases()).isEmpty();
    }

    private static void wheel(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        Map<String, String> content = Map.of(
                "greeting.py", "WORD = 'hello'\n",
                "greeting-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n",
                "greeting-1.0.dist-info/WHEEL",
                        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                "greeting-1.0.dist-info/RECORD", """
                        greeting.py,,
                        greeting-1.0.dist-info/METADATA,,
                        greeting-1.0.dist-info/WHEEL,,
                        greeting-1.0.dist-info/RECORD,,
                        """);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> one : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
