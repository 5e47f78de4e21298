package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.smolotchi.release.shell.command.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployment guide's own command, on a root directory where nothing is started. */
class InstallSystemdTest {

    private static final String DROP_IN = "etc/systemd/system/smolotchi-web.service.d/50-smolotchi-release.conf";

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
                        "python3", "../samples/build", "1.0.0", dir.resolve("v").toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("build.log").toFile())
                .start();
        assertThat(build.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private Program.Ended installs(Path project, String... options) {
        List<String> words = new ArrayList<>(
                List.of("--root", root.toString(), "install-systemd", "--project-dir", project.toString()));
        words.addAll(List.of(options));
        return types(words);
    }

    private static Program.Ended types(List<String> words) {
        Recorder screen = new Recorder();
        ExitCode exit = new Console(Commands.all(), screen, CoreDoor::open, "anna").run(words);
        return new Program.Ended(exit.value(), screen.printed(), screen.complained());
    }

    private String status(String... words) {
        List<String> all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(List.of(words));
        return types(all).out();
    }

    private String dropIn() throws IOException {
        return Files.readString(root.resolve(DROP_IN));
    }

    private Path current() {
        return root.resolve("opt/smolotchi/current");
    }

    @Test
    void what_would_change_is_shown_before_anything_is_staged() {
        Program.Ended dry = installs(dir.resolve("v/smolotchi-1.0.0"), "--web-port", "8081", "--dry-run");

        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.out())
                .contains("then: activate 1.0.0", "web-port: 8081", "/etc/sysusers.d/smolotchi.conf")
                .containsPattern("enable smolotchi-web.service, exposure [0-9.]+");
        assertThat(status("list", "-q")).isEmpty();
        assertThat(installs(dir.resolve("v/smolotchi-1.0.0"), "--install-dir", "/srv/app", "--dry-run"))
                .satisfies(refused -> {
                    assertThat(refused.exit()).isEqualTo(2);
                    assertThat(refused.out()).contains("--install-dir", "directories.base");
                });
    }

    @Test
    void the_current_release_is_rendered_again_and_nothing_is_copied() throws IOException {
        assertThat(installs(dir.resolve("v/smolotchi-1.0.0"), "--install-dir", "/opt/smolotchi/current", "--yes")
                        .exit())
                .isZero();
        assertThat(dropIn()).contains("PYTHONPATH=/opt/smolotchi/current\n", "ReadOnlyPaths=/opt/smolotchi/current\n");

        assertThat(installs(current(), "--layout", "prod", "--yes").out()).startsWith("nothing to do");
        Program.Ended resolved = installs(current(), "--layout", "resolved", "--web-port", "8081", "--yes");

        assertThat(resolved.exit()).as(resolved.err()).isZero();
        assertThat(resolved.err()).contains("layout: PROD -> RESOLVED", "web.port: 8080 -> 8081");
        assertThat(dropIn())
                .contains(
                        "PYTHONPATH=/opt/smolotchi/releases/1.0.0\n",
                        "ReadOnlyPaths=/opt/smolotchi/releases/1.0.0\n",
                        "SMOLOTCHI_WEB_PORT=8081");
        assertThat(status("list", "-q")).isEqualTo("1.0.0\n");
        assertThat(status("history", "--limit", "1")).contains("re-render");
    }

    @Test
    void what_somebody_wrote_into_the_release_is_refused_or_becomes_a_release_of_its_own() throws IOException {
        assertThat(installs(dir.resolve("v/smolotchi-1.0.0"), "--yes").exit()).isZero();
        Path synced = root.resolve("opt/smolotchi/releases/1.0.0/smolotchi/synced.py");
        Files.writeString(synced, "NEW = True\n");

        Program.Ended refused = installs(current(), "--yes");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("RELEASE_DAMAGED", "smolotchi/synced.py", "--adopt-changes");

        Program.Ended adopted = installs(current(), "--adopt-changes", "--yes");

        assertThat(adopted.exit()).as(adopted.err()).isZero();
        assertThat(status("status", "-q")).isEqualTo("1.0.0+local.1\n");
        assertThat(root.resolve("opt/smolotchi/releases/1.0.0+local.1/smolotchi/synced.py"))
                .hasContent("NEW = True");
        assertThat(status("list")).containsPattern("1\\.0\\.0 .*bad");
        assertThat(types(List.of("--root", root.toString(), "rollback", "--yes"))
                        .exit())
                .as("the altered release is no candidate")
                .isEqualTo(3);
        assertThat(installs(dir, "--adopt-changes", "--yes").exit()).isEqualTo(3);
    }
}
