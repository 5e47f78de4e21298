package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.smolotchi.release.shell.command.Commands;
import io.smolotchi.release.shell.interactive.Typist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator at a real pseudo-terminal, wide and narrow, UTF-8 and ASCII, with the real core below another root. */
class TerminalTest {

    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String TAB = "\t";

    @TempDir
    Path dir;

    private Path root;

    @BeforeEach
    void a_machine_with_two_releases() throws IOException, InterruptedException {
        assumeThat(System.getProperty("user.name"))
                .as("staging makes files of root")
                .isEqualTo("root");
        root = Files.createDirectories(dir.resolve("root"));
        Process build = new ProcessBuilder(
                        "python3",
                        "../samples/build",
                        "1.0.0",
                        "1.1.0",
                        dir.resolve("v").toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("build.log").toFile())
                .start();
        assertThat(build.waitFor(60, TimeUnit.SECONDS)).isTrue();
        for (String version : List.of("1.0.0", "1.1.0")) {
            types("stage", dir.resolve("v/smolotchi-" + version).toString(), "--yes", "-q");
        }
    }

    /** Without a terminal. */
    private String types(String... words) {
        Recorder screen = new Recorder();
        new Console(Commands.all(), screen, CoreDoor::open, "anna")
                .run(Stream.concat(Stream.of("--root", root.toString()), Stream.of(words))
                        .toList());
        return screen.printed() + screen.complained();
    }

    private ProcessBuilder program(int columns, String... words) {
        ProcessBuilder builder =
                Program.builder(Program.command(Stream.concat(Stream.of("--root", root.toString()), Stream.of(words))
                        .toList()));
        // As the launcher measures it.
        builder.environment().put("COLUMNS", String.valueOf(columns));
        builder.environment().put("XDG_STATE_HOME", dir.resolve("state").toString());
        return builder;
    }

    private Typist sit(int columns, String... words) throws IOException {
        return new Typist(program(columns, words), columns);
    }

    /** An activation stays in the step that creates accounts, until {@link #release}. */
    private void stall(ProcessBuilder builder) throws IOException {
        Path programs = Files.createDirectories(dir.resolve("bin"));
        Path stub = programs.resolve("systemd-sysusers");
        Files.writeString(stub, """
                #!/bin/sh
                trap '' INT TERM
                : >'%1$s/stalled'
                while ! [ -e '%1$s/go' ]; do sleep 0.1; done
                exec /usr/bin/systemd-sysusers "$@"
                """.formatted(dir));
        Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwxr-xr-x"));
        builder.environment().merge("PATH", programs.toString(), (path, ours) -> ours + ":" + path);
    }

    private void untilStalled() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(dir.resolve("stalled"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private void release() throws IOException {
        Files.writeString(dir.resolve("go"), "");
    }

    @Test
    void ctrl_c_at_a_question_changes_nothing_and_says_so() throws Exception {
        try (Typist typist = sit(100, "activate", "1.0.0")) {
            typist.until("Carry it out? [y/N] ");
            typist.type(CTRL_C);
            typist.until("nothing was changed");
            assertThat(typist.exit()).isEqualTo(130);
        }
        assertThat(types("status", "-q")).isEqualTo("nothing\n");
    }

    @ParameterizedTest
    @CsvSource({"'\r'", "'n\r'", "'\u0004'", "'yep\r'"})
    void whatever_is_not_yes_is_no(String keys) throws Exception {
        try (Typist typist = sit(100, "pin", "1.0.0")) {
            typist.until("[y/N] ");
            typist.type(keys);
            typist.until("nothing was changed");
            assertThat(typist.exit()).isEqualTo(3);
        }
    }

    @Test
    void ctrl_c_during_an_activation_says_what_will_happen_and_a_second_one_leaves_it_to_a_recovery() throws Exception {
        ProcessBuilder builder = program(100, "activate", "1.0.0");
        stall(builder);
        try (Typist typist = new Typist(builder, 100)) {
            typist.until("[y/N] ");
            typist.type("y\r");
            untilStalled();
            typist.type(CTRL_C);
            typist.until("is carried out by this process: interrupt again to stop it where it is");
            typist.type(CTRL_C);
            typist.until("is left where it is");
            typist.until("recover");
            assertThat(typist.exit()).isEqualTo(5);
        } finally {
            release();
        }
        assertThat(types("status")).contains("interrupted");
        types("recover", "--yes");
        assertThat(types("status", "-q")).isEqualTo("1.0.0\n");
    }

    @Test
    void tables_keep_to_a_narrow_terminal_of_a_session() throws Exception {
        types("activate", "1.0.0", "--yes");
        types("activate", "1.1.0", "--yes");
        try (Typist typist = sit(40)) {
            for (String line : List.of("list", "history", "units status")) {
                typist.until("1.1.0> ");
                typist.type(line + "\r");
            }
            typist.until("1.1.0> ");
            typist.type(CTRL_D);
            assertThat(typist.exit()).isZero();
            assertThat(typist.all().lines())
                    .contains("  state         current", "  outcome  unchecked", "smolotchi-core.service")
                    .allMatch(shown -> shown.length() <= 40);
        }
    }

    @Test
    void a_wide_terminal_gets_the_whole_table() throws Exception {
        types("activate", "1.0.0", "--yes");
        types(
                "mark-bad",
                "1.1.0",
                "--yes",
                "--reason",
                "the display stays dark in the cold, and nobody knows for how long it did so before");
        try (Typist typist = sit(200, "list")) {
            assertThat(typist.exit()).isZero();
            assertThat(typist.all())
                    .contains("VERSION", "NOTES", "for how long it did so before")
                    .doesNotContain("…");
        }
    }

    @Test
    void a_terminal_without_utf_8_gets_ascii_alone() throws Exception {
        types("activate", "1.0.0", "--yes");
        types("activate", "1.1.0", "--yes");
        for (String line : List.of("history", "status", "show @3", "activate 1.0.0 --dry-run")) {
            ProcessBuilder builder = program(60, line.split(" "));
            builder.environment().put("SMOLOTCHI_RELEASE_ASCII", "1");
            try (Typist typist = new Typist(builder, 60)) {
                assertThat(typist.exit()).as(line).isZero();
                assertThat(typist.all()).as(line).isNotBlank().matches("\\p{ASCII}+");
            }
        }
    }

    @Test
    void a_session_knows_the_versions_asks_and_lets_go_of_what_goes_on() throws Exception {
        ProcessBuilder builder = program(100);
        stall(builder);
        try (Typist typist = new Typist(builder, 100)) {
            typist.until("smolotchi nothing> ");

            typist.type("show 1." + TAB + TAB);
            typist.until("1.1.0");
            typist.until("(new)");
            typist.until("1.0.0");
            typist.type(CTRL_C);
            typist.until("[130]> ");

            typist.type("activate 1.0" + TAB);
            typist.until("1.0.0");
            typist.type("\r");
            typist.until("[y/N] ");
            typist.type(CTRL_C);
            typist.until("nothing was changed");
            typist.until("nothing [130]> ");

            typist.type("activate 1.0.1\r");
            typist.until("did you mean 1.0.0?");
            typist.until("nothing [3]> ");

            typist.type("activate 1.0.0\r");
            typist.until("[y/N] ");
            typist.type("y\r");
            untilStalled();
            typist.type(CTRL_C);
            typist.until("is recorded, and goes on without you watching");
            typist.until("[130]> ");

            typist.type("activate 1.1.0 --yes --wait 30\r");
            typist.until("waiting for up to 30 seconds");
            typist.type(CTRL_C);
            typist.until("the wait for the lock was interrupted");
            typist.until("[130]> ");

            typist.type("watch\r");
            typist.until("running directories");
            release();
            typist.until("unchecked");
            typist.until("smolotchi 1.0.0> ");

            typist.type(CTRL_D);
            assertThat(typist.exit()).isZero();
        } finally {
            release();
        }
    }
}
