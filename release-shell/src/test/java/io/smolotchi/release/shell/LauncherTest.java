package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.shell.interactive.Typist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher of a checkout whose sources are younger than its build: which lines build first. Maven and Java are scripts that say they were called. */
class LauncherTest {

    private static final List<String> MODULES = List.of("db", "release-core", "release-shell");

    @TempDir
    Path checkout;

    @BeforeEach
    void updated_since_the_last_build() throws IOException {
        Path real = Path.of("").toAbsolutePath().resolveSibling("bin");
        Files.createDirectories(checkout.resolve("bin/lib"));
        try (Stream<Path> files = Files.walk(real)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, checkout.resolve("bin").resolve(real.relativize(file)));
            }
        }
        program("jdk/bin/java", "printf 'java'; for word; do printf '|%s' \"$word\"; done; echo");
        program("jdk/bin/javac", "");
        Files.writeString(checkout.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        program("tools/mvn", "echo MAVEN");
        Files.writeString(checkout.resolve("pom.xml"), "");
        for (String module : MODULES) {
            Files.createDirectories(checkout.resolve(module).resolve("target"));
            Files.writeString(checkout.resolve(module).resolve("pom.xml"), "");
            Path stamp = Files.writeString(checkout.resolve(module).resolve("target/.built"), "");
            Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().minusSeconds(3600)));
        }
        Files.writeString(jar(), "");
    }

    @Test
    void what_reads_whole_releases_has_the_second_compiler() throws Exception {
        assertThat(launch("run", "--id", "7").out()).contains("|-XX:TieredStopAtLevel=1|");
        assertThat(launch("run", "--id", "7", "verify").out()).doesNotContain("TieredStopAtLevel");
        ProcessBuilder staging = builder("run", "--id", "7");
        staging.environment().put("SMOLOTCHI_RELEASE_READS", "all");
        assertThat(Program.run(staging, "").out()).doesNotContain("TieredStopAtLevel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --id 7",
                "--root / run --id 7",
                "--debug --reason run run --id 7",
                "--wait 5m prune --scheduled --yes",
                "recover --automatic --yes --foreground --quiet",
                "prune --yes --scheduled --foreground",
            })
    void what_a_unit_starts_is_not_built_first(String line) throws Exception {
        Program.Ended ended = launch(line.split(" "));

        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).doesNotContain("MAVEN");
        assertThat(ended.out()).startsWith("java|").endsWith("|" + line.replace(' ', '|') + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pin 1.0.0 --reason run",
                "--reason run pin 1.0.0",
                "--wait run pin 1.0.0",
                "--root run list",
                "--root=/ recover --yes",
                "recover -- --automatic",
                "prune --keep 3",
                "show run",
                "list",
                "--root",
            })
    void what_a_person_types_is_built_first(String line) throws Exception {
        Program.Ended ended = launch(line.split(" "));

        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).contains("MAVEN");
        assertThat(ended.out()).endsWith("|" + line.replace(' ', '|') + "\n");
    }

    @Test
    void a_unit_says_that_there_is_no_build_instead_of_building() throws Exception {
        Files.delete(jar());

        Program.Ended ended = launch("run", "--id", "7");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("because it is not built", checkout.resolve("bin/smolotchi-release") + " version")
                .doesNotContain("MAVEN");
    }

    @Test
    void starts_with_the_cache_of_its_training_and_the_unpacked_library_where_they_are() throws Exception {
        Path cache = Files.writeString(jar().resolveSibling("smolotchi-release.aot"), "");
        String machine =
                Program.run(Program.builder(List.of("uname", "-m")), "").out().strip();
        Path folder =
                jar().resolveSibling("native/org/sqlite/native/Linux/" + machine.replaceAll("^(armv[67])l$", "$1"));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("libsqlitejdbc.so"), "");

        assertThat(launch("list").out())
                .contains("|-XX:AOTCache=" + cache + "|", "|-Dorg.sqlite.lib.path=" + folder + "|");
    }

    @Test
    void starts_without_them_where_they_are_not() throws Exception {
        assertThat(launch("list").out()).contains("|-jar|").doesNotContain("AOTCache", "org.sqlite");
    }

    @ParameterizedTest
    @CsvSource({
        "C, C.UTF-8, 1",
        "POSIX, C.UTF-8, 1",
        "de_DE.ISO-8859-1, C.UTF-8, 1",
        "en_US.UTF-8, en_US.UTF-8, ''",
        "C.utf8, C.utf8, ''"
    })
    void names_stay_intact_in_every_locale_and_the_terminal_is_spared_what_it_can_not_show(
            String locale, String given, String ascii) throws Exception {
        program("jdk/bin/java", "echo \"$LC_ALL|${SMOLOTCHI_RELEASE_ASCII-}\"");
        ProcessBuilder builder = builder("run", "--id", "7");
        builder.environment().put("LC_ALL", locale);

        assertThat(Program.run(builder, "").out()).isEqualTo(given + "|" + ascii + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void the_terminal_is_measured(int columns) throws Exception {
        program("jdk/bin/java", "echo \"columns=$COLUMNS.\"");
        try (Typist typist = new Typist(builder("run", "--id", "7"), columns)) {
            typist.until("columns=" + columns + ".");
            assertThat(typist.exit()).isZero();
        }
    }

    private Path jar() {
        return checkout.resolve("release-shell/target/smolotchi-release.jar");
    }

    private Program.Ended launch(String... words) throws Exception {
        return Program.run(builder(words), "");
    }

    private ProcessBuilder builder(String... words) {
        List<String> command = new ArrayList<>(
                List.of(checkout.resolve("bin/smolotchi-release").toString()));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder = Program.builder(command);
        builder.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
        builder.environment().merge("PATH", checkout.resolve("tools").toString(), (path, ours) -> ours + ":" + path);
        return builder;
    }

    private void program(String path, String text) throws IOException {
        Path file = checkout.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
