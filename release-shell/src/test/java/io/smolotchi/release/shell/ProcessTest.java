package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script sees of the real process. */
class ProcessTest {

    @TempDir
    Path root;

    @Test
    void words_arrive_as_they_were_given() {
        Program.Ended ended = Program.run("explain", "--", "a  'b' \"c\" ü $x");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("cannot use 'a  'b' \"c\" ü $x' as CODE");
    }

    @Test
    void an_unknown_command_is_exit_code_2() {
        Program.Ended ended = Program.run("frobnicate");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("COMMAND_UNKNOWN");
    }

    @Test
    void an_unknown_option_is_exit_code_2() {
        assertThat(Program.run("list", "--frob", "x").exit()).isEqualTo(2);
        assertThat(Program.run("activate", "../x", "--yes").exit()).isEqualTo(2);
    }

    @Test
    void data_alone_is_on_standard_output() {
        Program.Ended ended = Program.run("version", "--json");

        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("{")
                .contains("\"schema\" : 1", "\"command\" : \"version\"")
                .endsWith("}\n");
    }

    @Test
    void colours_and_animation_are_for_terminals() {
        assertThat(Program.run("help").out()).contains("activate").doesNotContain("\u001b");
    }

    @Test
    void a_script_stops_at_the_first_line_that_fails() {
        Program.Ended ended = Program.runWithInput("version -q\n# comment\n\nexplain 'NOPE'\nhelp\n");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out().lines()).hasSize(1);
        assertThat(ended.err()).contains("NOPE");
    }

    @Test
    void nothing_is_written_below_a_root_without_a_log_directory() {
        Program.run("--root", root.toString(), "version");

        assertThat(root).isEmptyDirectory();
    }

    /** Root without the power over files that are not its own: to the kernel like anybody else, and it can read this test's classes. */
    @ParameterizedTest
    @ValueSource(strings = {"stage .", "activate 1.0.0", "prune", "pin 1.0.0", "schedule enable"})
    void who_may_not_write_is_told_before_anything_is_opened(String line) throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path state = Files.createDirectories(root.resolve("var/lib"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("r-xr-xr-x"));
        List<String> words = new ArrayList<>(List.of("--root", root.toString()));
        words.addAll(List.of(line.split(" ")));
        words.add("--yes");
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
        command.addAll(Program.command(words));

        Program.Ended ended = Program.run(Program.builder(command), "");

        assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err()).contains("[NOT_ROOT]", "because only root may write " + state);
        assertThat(state).isEmptyDirectory();
    }
}
