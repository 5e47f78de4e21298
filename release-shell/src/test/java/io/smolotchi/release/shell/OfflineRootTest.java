package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.smolotchi.release.shell.command.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The console and the real core on a root directory where nothing is started: what a script sees from the first staging to a rollback. Most of it runs in
 * this process, because starting one costs a second; what only a process has (streams, exit code, log) is looked at on a few.
 */
class OfflineRootTest {

    /** Takes the lock as the kernel keeps it, says so, and holds it until its input ends. */
    private static final String HOLDER = """
            import fcntl, sys
            lock = open(sys.argv[1], "a")
            fcntl.lockf(lock, fcntl.LOCK_EX)
            print("held", flush=True)
            sys.stdin.read()
            """;

    @TempDir
    Path dir;

    private Path root;

    @BeforeEach
    void a_machine_and_the_sample() throws IOException, InterruptedException {
        assumeThat(System.getProperty("user.name"))
                .as("staging makes files of root")
                .isEqualTo("root");
        root = Files.createDirectories(dir.resolve("root"));
        Files.createDirectories(root.resolve("var/log"));
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
        assertThat(build.exitValue()).isZero();
    }

    private Program.Ended types(String... words) {
        Recorder screen = new Recorder();
        ExitCode exit = new Console(Commands.all(), screen, CoreDoor::open, "anna").run(rooted(words));
        return new Program.Ended(exit.value(), screen.printed(), screen.complained());
    }

    private List<String> rooted(String... words) {
        return Stream.concat(Stream.of("--root", root.toString()), Stream.of(words))
                .toList();
    }

    private Program.Ended process(String input, String... words) {
        return Program.runWithInput(input, rooted(words).toArray(String[]::new));
    }

    private JsonNode reads(int exit, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        Program.Ended ended = types(all.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        JsonNode document = Schemas.check(ended.out());
        assertThat(document.path("schema").asInt()).isEqualTo(1);
        assertThat(document.path("exit").asInt()).isEqualTo(exit);
        return document;
    }

    private void stages(String version) {
        Program.Ended ended =
                types("stage", dir.resolve("v/smolotchi-" + version).toString(), "--yes");
        assertThat(ended.exit()).as(ended.err()).isZero();
    }

    @Test
    void a_machine_is_led_from_nothing_to_a_rollback() {
        assertThat(types("list").out()).isEqualTo("no releases are staged\n");
        assertThat(types("status").exit()).isZero();
        assertThat(types("rollback", "--yes").exit()).isEqualTo(3);

        stages("1.0.0");
        JsonNode staged =
                reads(0, "stage", dir.resolve("v/smolotchi-1.1.0").toString(), "--yes", "--reason", "a  'b' ü");
        assertThat(staged.path("outcome").asString()).isEqualTo("done");
        assertThat(types("list", "-q").out()).isEqualTo("1.1.0\n1.0.0\n");

        JsonNode dry = reads(0, "activate", "1.0.0", "--dry-run");
        assertThat(dry.at("/plan/steps").size()).isPositive();
        assertThat(dry.at("/plan/start")).isEmpty();
        assertThat(types("activate", "1.0.0", "--dry-run").out())
                .contains("enable smolotchi-core.service", "enabled, but not started")
                .doesNotContain("and start", "restart", "  start: ");
        assertThat(reads(0, "activate", "1.0.0", "--yes").path("outcome").asString())
                .isEqualTo("unchecked");
        assertThat(types("activate", "1.1.0", "--yes", "--quiet")).isEqualTo(new Program.Ended(0, "", ""));
        assertThat(types("status", "-q").out()).isEqualTo("1.1.0\n");
        assertThat(reads(0, "rollback", "--yes").path("current").asString()).isEqualTo("1.0.0");

        JsonNode history = reads(0, "history");
        assertThat(history.at("/activations").size()).isEqualTo(3);
        assertThat(history.at("/activations/0/kind").asString()).isEqualTo("rollback");
        String last = history.at("/activations/0/id").asString();
        assertThat(types("show", "@" + last).out()).contains("rollback", "switch");
        assertThat(reads(0, "show", "1.1.0").at("/release/stagedBy").asInt()).isPositive();
        assertThat(types("watch", "@" + last).exit()).isZero();
        assertThat(root.resolve("var/lib/smolotchi-release/open")).isEmptyDirectory();
    }

    @Test
    void a_release_that_was_changed_on_disk_is_found_and_named() throws IOException {
        stages("1.0.0");
        stages("1.1.0");
        assertThat(reads(0, "list").at("/releases/0/bytesAlone").asLong()).isPositive();
        assertThat(types("verify", "1.0.0").out()).startsWith("1.0.0: intact, ");
        assertThat(types("verify", "--all", "-q")).isEqualTo(new Program.Ended(0, "", ""));

        Path tree = root.resolve("opt/smolotchi/releases/1.1.0");
        Files.writeString(tree.resolve("smolotchi/added.py"), "import os\n");

        JsonNode found = reads(7, "verify", "--all");
        assertThat(found.at("/releases/0/intact").asBoolean()).isTrue();
        assertThat(found.at("/releases/1/version").asString()).isEqualTo("1.1.0");
        assertThat(found.at("/releases/1/findings/0/kind").asString()).isEqualTo("extra");
        assertThat(found.at("/releases/1/findings/0/path").asString()).isEqualTo("smolotchi/added.py");
        assertThat(types("verify", "1.1.0", "-q").out()).isEqualTo("1.1.0 extra: smolotchi/added.py\n");
        assertThat(types("verify", "9.9.9").exit()).isEqualTo(3);
        assertThat(types("verify").exit()).isEqualTo(2);
        assertThat(types("verify", "1.0.0", "--all").exit()).isEqualTo(2);
    }

    @Test
    void a_damaged_release_is_mended_from_another_one_and_what_can_not_be_is_named() throws IOException {
        Path settings = Files.createDirectories(root.resolve("etc/smolotchi-release"));
        Files.writeString(settings.resolve("release.yaml"), "store:\n  hard-links: false\n");
        stages("1.0.0");
        stages("1.1.0");
        assertThat(types("verify", "--all", "--repair").exit()).isZero();
        Path same = root.resolve("opt/smolotchi/releases/1.0.0/smolotchi/__init__.py");
        Path mine = root.resolve("opt/smolotchi/releases/1.0.0/VERSION");
        Files.writeString(same, "damaged");

        assertThat(types("verify", "1.0.0", "--repair").err()).contains("CONFIRMATION_NEEDED");
        assertThat(types("verify", "1.0.0", "--repair", "--dry-run").out())
                .contains("restore smolotchi/__init__.py of 1.0.0 with the bytes of smolotchi/__init__.py of 1.1.0");
        assertThat(types("verify", "1.0.0").exit()).isEqualTo(7);
        assertThat(reads(0, "verify", "--all", "--repair", "--yes", "--reason", "bad card")
                        .at("/kind")
                        .asString())
                .isEqualTo("repair");
        assertThat(types("verify", "--all").exit()).isZero();

        Files.writeString(same, "damaged");
        Files.writeString(mine, "damaged");
        assertThat(types("verify", "--all", "--repair", "--yes").exit()).isEqualTo(7);
        assertThat(types("verify", "--all", "-q").out().lines()).hasSize(1);
        Program.Ended hopeless = types("verify", "--all", "--repair", "--yes");
        assertThat(hopeless.exit()).isEqualTo(3);
        assertThat(hopeless.err())
                .contains("cannot mend VERSION of 1.0.0: because no release holds its bytes any more")
                .contains("smolotchi-release --root " + root + " stage SOURCE --version NEW");
        assertThat(types("verify", "1.0.0", "--yes").exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void a_staging_that_is_interrupted_is_taken_back_and_the_history_says_so(String signal, int exit) throws Exception {
        Path compiling = dir.resolve("compiling");
        Path python = Files.createDirectories(root.resolve("usr/bin")).resolve("python3");
        Files.writeString(python, """
                #!/bin/sh
                case "$*" in *compileall*) echo $$ >'%s.new'; mv '%s.new' '%s'; sleep 300;; *) echo 3.11.2;; esac
                """.formatted(compiling, compiling, compiling));
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
        // Whoever started the tests may have SIGINT ignored, which is inherited.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(Program.command(
                rooted("stage", dir.resolve("v/smolotchi-1.0.0").toString(), "--yes", "--reason", "try")));
        Process process = Program.builder(command)
                .redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile())
                .start();
        while (!Files.exists(compiling) && process.isAlive()) {
            Thread.sleep(20);
        }
        long child = Long.parseLong(Files.readString(compiling).strip());

        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(dir.resolve("err"))).containsAnyOf("is being cancelled", "was cancelled");
        assertThat(process.exitValue()).isEqualTo(exit);
        assertThat(ProcessHandle.of(child)).isEmpty();
        try (Stream<Path> left = Files.list(root.resolve("opt/smolotchi/releases"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly(".meta");
        }
        assertThat(root.resolve("opt/smolotchi/releases/.meta")).isEmptyDirectory();
        JsonNode row = reads(0, "show", "@1");
        assertThat(row.toString()).contains("CANCELLED", "cancelled");
        assertThat(types("list").out()).isEqualTo("no releases are staged\n");
        Files.delete(python);
        stages("1.0.0");
    }

    @Test
    void what_is_refused_says_so_by_its_exit_code_and_changes_nothing() throws Exception {
        stages("1.0.0");

        assertThat(reads(3, "activate", "9.9.9", "--yes").at("/refusals/0/code").asString())
                .isEqualTo("RELEASE_UNKNOWN");
        assertThat(types("show", "9.9.9").exit()).isEqualTo(3);
        assertThat(types("activate", "1.0.1", "--yes").err()).contains("; did you mean 1.0.0?");
        assertThat(types("rollback", "--to", "v1.0.0", "--dry-run").out()).contains("; did you mean 1.0.0?");
        // Without its root the advice would be about the machine that it is typed on.
        assertThat(types("activate", "9.9.9", "--yes").err())
                .contains("       smolotchi-release --root " + root + " list, or: smolotchi-release --root " + root
                        + " stage");
        assertThat(types("activate", "9.9.9", "--dry-run").out())
                .contains("smolotchi-release --root " + root + " list");
        assertThat(reads(3, "show", "@99").at("/refusals/0/code").asString()).isEqualTo("OPERATION_UNKNOWN");
        assertThat(types("activate", "../x", "--yes").exit()).isEqualTo(2);
        assertThat(reads(3, "activate", "1.0.0").at("/refusals/0/code").asString())
                .isEqualTo("CONFIRMATION_NEEDED");
        assertThat(types("stage", "/no/such/source", "--yes").exit()).isEqualTo(3);
        assertThat(types("watch").exit()).isEqualTo(3);
        assertThat(types("recover", "--yes").exit()).isZero();
        assertThat(types("status", "-q").out()).isEqualTo("nothing\n");

        Process holder = new ProcessBuilder(
                        "python3",
                        "-c",
                        HOLDER,
                        root.resolve("var/lib/smolotchi-release/lock").toString())
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            assertThat(types("activate", "1.0.0", "--yes").exit()).isEqualTo(6);
            assertThat(process("", "activate", "1.0.0", "--yes").exit()).isEqualTo(6);
            assertThat(types("prune", "--yes", "--scheduled").exit()).isZero();
            assertThat(reads(0, "schedule", "status").toString()).contains("skipped");
            assertThat(types("list").exit()).isZero();
            assertThat(types("activate", "1.0.0", "--yes", "--wait", "1s").exit())
                    .isEqualTo(6);
            Path said = dir.resolve("err");
            Process waits = Program.builder(Program.command(rooted("activate", "1.0.0", "--yes", "--wait", "2m")))
                    .redirectOutput(dir.resolve("out").toFile())
                    .redirectError(said.toFile())
                    .start();
            while (waits.isAlive() && !Files.readString(said).contains("waiting")) {
                Thread.sleep(20);
            }
            holder.destroy();
            assertThat(waits.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(waits.exitValue()).as(Files.readString(said)).isZero();
            assertThat(Files.readString(said)).containsOnlyOnce("waiting for up to 2 minutes");
        } finally {
            holder.destroy();
            holder.waitFor();
        }
        assertThat(types("status", "-q").out()).isEqualTo("1.0.0\n");
    }

    @Test
    void settings_that_can_not_be_are_told_all_together_before_anything_is_staged() {
        String tree = dir.resolve("v/smolotchi-1.0.0").toString();
        for (String how : List.of("--dry-run", "--yes")) {
            Program.Ended ended =
                    types("install-systemd", "--project-dir", tree, "--user", "a b%n", "--web-bind", "no:where", how);

            assertThat(ended.exit()).as(how).isEqualTo(2);
            assertThat(ended.out() + ended.err()).contains("--user", "--web-bind");
        }
        assertThat(types("list").out()).isEqualTo("no releases are staged\n");

        Program.Ended dry = types("install-systemd", "--project-dir", tree, "--web-port", "8081", "--dry-run");
        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.out())
                .contains("then: activate 1.0.0", "web-port: 8081", "enable smolotchi-web.service, exposure ");

        assertThat(types("install-systemd", "--project-dir", tree, "--yes").exit())
                .isZero();
        assertThat(types(
                                "install-systemd",
                                "--project-dir",
                                dir.resolve("v/smolotchi-1.1.0").toString(),
                                "--web-port",
                                "8081",
                                "--dry-run")
                        .out())
                .contains("settings that change:", "web.port: 8080 -> 8081");
    }

    @Test
    void a_script_leads_a_machine_until_something_is_refused() {
        String script = """
                stage '%1$s/v/smolotchi-1.0.0' --yes -q
                stage '%1$s/v/smolotchi-1.1.0' --yes -q   # the next one
                activate 1.0.0 --yes -q
                activate 1.1.0 --yes -q
                status -q
                activate 9.9.9 --yes
                rollback --yes
                """.formatted(dir);

        Program.Ended ended = process(script);

        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.out()).isEqualTo("1.1.0\n");
        assertThat(ended.err()).contains("RELEASE_UNKNOWN");
        assertThat(types("status", "-q").out()).isEqualTo("1.1.0\n");
    }

    @Test
    void debug_logs_to_standard_error_and_the_log_file_has_the_fields() throws IOException {
        Program.Ended ended =
                process("", "stage", dir.resolve("v/smolotchi-1.0.0").toString(), "--yes", "--debug");

        assertThat(ended.err()).contains("INFO operation=1 ");
        assertThat(ended.out()).startsWith("@1 stage 1.0.0").doesNotContain("INFO");
        try (var logs = Files.list(root.resolve("var/log/smolotchi-release"))) {
            assertThat(logs)
                    .singleElement()
                    .satisfies(log -> assertThat(Files.readString(log)).contains("operation=1"));
        }
    }
}
