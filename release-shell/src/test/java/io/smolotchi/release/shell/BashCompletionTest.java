package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.shell.command.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By a real bash. */
class BashCompletionTest {

    private static final Path SCRIPT = Path.of("../packaging/completion/smolotchi-release");

    /** Words as bash splits them: at "=" too. */
    private static final String COMPLETE = """
            . "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            _smolotchi_release
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    Path root;

    @BeforeEach
    void three_releases() throws IOException {
        Path meta = root.resolve("opt/smolotchi/releases/.meta");
        Instant now = Instant.now();
        for (int i = 0; i < 3; i++) {
            Path one = Files.createDirectories(
                    meta.resolve(List.of("1.9.0", "1.10.0", "2.0.0+local.1").get(i)));
            Path provenance = Files.createFile(one.resolve("provenance.json"));
            Files.setLastModifiedTime(provenance, FileTime.from(now.plusSeconds(i)));
            Files.createFile(one.resolve("marks"));
        }
        Files.createDirectories(meta.resolve(".preparing-3.0.0"));
        Path units = Files.createDirectories(root.resolve("etc/systemd/system"));
        Files.createFile(units.resolve("smolotchi-web.service"));
        Files.createFile(units.resolve("smolotchi-release-prune.timer"));
    }

    private List<String> completes(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "--norc",
                "-c",
                COMPLETE,
                "bash",
                SCRIPT.toAbsolutePath().toString()));
        command.add("smolotchi-release");
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).isZero();
        return out.lines().filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void the_script_says_what_the_grammar_says() throws IOException {
        Golden.compare(SCRIPT, new BashCompletion(Commands.all().grammar()).script());
    }

    @Test
    void commands_and_the_words_behind_them() throws Exception {
        assertThat(completes(""))
                .contains("status", "stage", "schedule", "uninstall")
                .doesNotContain("run", "boot", "operator");
        assertThat(completes("sta")).containsExactlyInAnyOrder("status", "stage");
        assertThat(completes("schedule", "")).containsExactlyInAnyOrder("enable", "disable", "status");
        assertThat(completes("--json", "sched")).containsExactly("schedule");
        assertThat(completes("--wait", "5m", "sched")).containsExactly("schedule");
        assertThat(completes("--reason", "disk full", "schedule", "st")).containsExactly("status");
        assertThat(completes("no-such", "")).isEmpty();
    }

    @Test
    void versions_newest_first_of_the_root_that_is_named() throws Exception {
        assertThat(completes("--root", root.toString(), "activate", ""))
                .containsExactly("2.0.0+local.1", "1.10.0", "1.9.0");
        assertThat(completes("--root", "=", root.toString(), "show", "1.")).containsExactly("1.10.0", "1.9.0");
        assertThat(completes("rollback", "--root", root.toString(), "--to", "2"))
                .containsExactly("2.0.0+local.1");
        assertThat(completes("--root", root.toString(), "diff", "1.9.0", "")).hasSize(3);
        assertThat(completes("--root", root.toString(), "diff", "1.9.0", "1.10.0", ""))
                .isEmpty();
    }

    @Test
    void versions_of_the_directory_that_the_settings_name() throws Exception {
        Path settings = root.resolve("etc/smolotchi-release/release.yaml");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "directories:\n  base: \"/srv/apps\"\n");
        Files.createFile(Files.createDirectories(root.resolve("srv/apps/releases/.meta/7.0"))
                .resolve("provenance.json"));

        assertThat(completes("--root", root.toString(), "activate", "")).containsExactly("7.0");
    }

    @Test
    void a_name_that_the_shell_would_expand_is_no_version_and_no_unit() throws Exception {
        String hostile = "$(touch${IFS}" + root.getFileName() + "-touched)";
        Path meta = Files.createDirectories(
                root.resolve("opt/smolotchi/releases/.meta").resolve(hostile));
        Files.createFile(meta.resolve("provenance.json"));
        Files.createFile(root.resolve("etc/systemd/system").resolve(hostile + ".service"));

        assertThat(completes("--root", root.toString(), "activate", "")).hasSize(3);
        assertThat(completes("--root", root.toString(), "logs", "")).containsExactly("smolotchi-web.service");
        assertThat(Path.of(root.getFileName() + "-touched")).doesNotExist();
    }

    @Test
    void options_of_the_command_and_their_values() throws Exception {
        assertThat(completes("activate", "--f")).containsExactlyInAnyOrder("--force", "--foreground");
        assertThat(completes("install-systemd", "--layout", ""))
                .containsExactlyInAnyOrder("prod", "project", "resolved");
        assertThat(completes("install-systemd", "--layout", "=", "re")).containsExactly("resolved");
        assertThat(completes("activate", "--reason", "")).isEmpty();
        assertThat(completes("explain", "RELEASE_B")).containsExactly("RELEASE_BAD");
    }

    @Test
    void units_of_the_application() throws Exception {
        assertThat(completes("--root", root.toString(), "logs", "smo")).containsExactly("smolotchi-web.service");
    }

    @Test
    void directories_for_a_source() throws Exception {
        Path tree = Files.createDirectories(root.resolve("a tree"));

        assertThat(completes("stage", root + "/a")).containsExactly(tree.toString());
    }
}
