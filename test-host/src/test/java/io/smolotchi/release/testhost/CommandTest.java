package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void a_child_that_keeps_the_output_open_does_not_hold_up_the_result() {
        long begin = System.nanoTime();
        ExecResult result = Command.run("sh", "-c", "sleep 15 & echo started");
        assertThat(result.stdout()).isEqualTo("started\n");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void what_takes_too_long_is_killed_and_tells_what_it_printed() {
        assertThatExceptionOfType(TestHostException.class)
                .isThrownBy(
                        () -> Command.run(Duration.ofMillis(300), List.of("sh", "-c", "echo so far; sleep 60; true")))
                .withMessageContaining("so far");
    }

    @Test
    void a_curl_that_reached_nobody_is_an_answer_with_its_reason() {
        ExecResult refused = new ExecResult(List.of("curl"), 7, "\n000", "curl: (7) refused\n");
        assertThat(HttpAnswer.of(refused)).isEqualTo(new HttpAnswer(0, "curl: (7) refused"));
        ExecResult found = new ExecResult(List.of("curl"), 0, "two\nlines\n\n200", "");
        assertThat(HttpAnswer.of(found)).isEqualTo(new HttpAnswer(200, "two\nlines\n"));
    }
}
