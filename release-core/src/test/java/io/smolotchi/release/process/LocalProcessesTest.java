package io.smolotchi.release.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessesTest {

    private final Processes processes = new LocalProcesses();

    @TempDir
    Path dir;

    @Test
    void output_error_and_exit_code_are_told_apart() {
        Finished finished = processes.run(Command.of("sh", "-c", "echo out; echo err >&2; exit 3"));

        assertThat(finished).isEqualTo(new Finished(3, "out\n", "err\n", false));
    }

    @Test
    void a_program_that_a_signal_ended_exits_with_128_and_its_number() {
        assertThat(processes.run(Command.of("sh", "-c", "kill -KILL $$")).exit())
                .isEqualTo(137);
    }

    @Test
    void nothing_is_inherited_but_path_and_language() {
        String names = processes
                .run(Command.of("sh", "-c", "env | cut -d= -f1 | sort").with(Map.of("EXTRA", "1")))
                .out();

        assertThat(names.lines()).contains("EXTRA", "PATH", "LANG").doesNotContain("HOME", "JAVA_HOME");
    }

    @Test
    void output_beyond_the_limit_is_read_and_dropped() {
        Finished finished =
                processes.run(Command.of("sh", "-c", "head -c 5000000 /dev/zero | tr '\\0' x; echo done >&2"));

        assertThat(finished.ok()).isTrue();
        assertThat(finished.out()).hasSize(BoundedOutput.LIMIT);
        assertThat(finished.err()).isEqualTo("done\n");
    }

    @Test
    void standard_input_is_empty() {
        assertThat(processes.run(Command.of("cat"))).isEqualTo(new Finished(0, "", "", false));
    }

    @Test
    void it_runs_in_the_directory_that_was_asked_for() {
        assertThat(processes.run(Command.of("pwd", "-P").in(dir)).out().strip()).isEqualTo(dir.toString());
    }

    @Test
    void a_timeout_kills_the_program_and_its_descendants_also_those_that_left_their_session() throws Exception {
        Path pids = dir.resolve("pids");
        Finished finished = processes.run(Command.of(
                        "sh",
                        "-c",
                        "echo started; (sleep 300 & echo $! >> \"$0\"); setsid sh -c 'sleep 300 & echo $! >> \"$0\"' \"$0\";"
                                + " sleep 300",
                        pids.toString())
                .within(Duration.ofMillis(700)));

        assertThat(finished).isEqualTo(new Finished(-1, "started\n", "", true));
        assertThat(Files.readAllLines(pids)).hasSize(2).allSatisfy(pid -> assertGone(pid));
    }

    @Test
    void a_child_that_is_left_in_the_background_ends_with_the_call_and_does_not_hold_it_up() throws Exception {
        long before = System.nanoTime();
        Finished finished = processes.run(Command.of("sh", "-c", "setsid sleep 300 & echo $!"));

        assertThat(finished.exit()).isZero();
        assertGone(finished.out().strip());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    /** Whether one is met there is a matter of luck: without a second look, a few of a hundred are left behind. */
    @Test
    void a_child_in_the_middle_of_becoming_another_program_is_not_left_behind() throws Exception {
        List<String> pids = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            pids.add(processes
                    .run(Command.of("sh", "-c", "setsid sleep 300 & echo $!"))
                    .out()
                    .strip());
        }

        assertThat(pids).allSatisfy(LocalProcessesTest::assertGone);
    }

    @Test
    void a_program_that_is_not_there_is_a_fault() {
        assertThatThrownBy(() -> processes.run(Command.of("/nonexistent/program")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot start /nonexistent/program");
    }

    /** Dead, or dead and not yet reaped by whoever adopted it. */
    private static void assertGone(String pid) throws Exception {
        Path stat = Path.of("/proc", pid, "stat");
        for (int i = 0; i < 100 && Files.exists(stat); i++) {
            if (Files.readString(stat).contains(") Z ")) {
                return;
            }
            Thread.sleep(20);
        }
        assertThat(stat).doesNotExist();
    }
}
