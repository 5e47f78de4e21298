package io.smolotchi.release.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveTest {

    private static final Instant START = Instant.parse("2026-10-02T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(START.plusMillis(2_500), ZoneId.of("UTC"));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Steps steps = Steps.of(List.of(event(Event.Type.STEP_STARTED, "copy", "", "{}")));

    private Live live(int width, boolean animated) {
        return new Live(stream, new Look(width, false, true, START, ZoneId.of("UTC")), animated, CLOCK);
    }

    private static Event event(Event.Type type, String step, String text, String data) {
        return new Event(1, new OperationId(1), START, type, step, text, data);
    }

    private static Event progress() {
        return event(
                Event.Type.PROGRESS,
                "copy",
                "",
                "{\"filesDone\":12,\"filesAll\":253,\"bytesDone\":500000,\"bytesAll\":1700000,\"bytesPerSecond\":250000}");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void progress_is_drawn_on_one_line_that_is_wiped_before_the_next() {
        Live live = live(80, true);
        live.progress(progress());
        live.draw(steps.open());
        live.note("done");

        assertThat(written())
                .isEqualTo(
                        "\r\u001b[K  running copy  2.5 s  12 of 253 files, 500 kB of 1.7 MB, 250 kB/s\r\u001b[K  done\n");
    }

    @Test
    void the_line_never_wraps() {
        Live live = live(30, true);
        live.progress(progress());
        live.draw(steps.open());

        assertThat(written().replace("\r\u001b[K", "")).hasSizeLessThan(30).endsWith("…");
    }

    @Test
    void off_a_terminal_nothing_is_drawn_again() {
        Live live = live(80, false);
        live.progress(progress());
        live.draw(steps.open());
        live.clear();

        assertThat(written()).isEmpty();
    }

    @Test
    void a_health_sample_says_what_was_answered() {
        Live live = live(80, true);
        live.sample(event(
                Event.Type.HEALTH_SAMPLE, "watch", "500", "{\"check\":\"web\",\"verdict\":\"red\",\"millis\":3}"));
        live.draw(steps.open());

        assertThat(written()).contains("web red: 500");
    }

    @Test
    void a_health_sample_of_several_checks_says_it_in_its_own_words() {
        Live live = live(80, true);
        live.sample(event(
                Event.Type.HEALTH_SAMPLE,
                "health",
                "web: HTTP 500; 1 of 2 are well",
                "{\"check\":\"web\",\"verdict\":\"red\",\"checks\":[]}"));
        live.draw(steps.open());

        assertThat(written()).contains("  web: HTTP 500; 1 of 2 are well").doesNotContain("web red");
    }

    @Test
    void it_is_starting_until_something_is_said() {
        Live live = live(80, true);
        live.draw(Optional.empty());
        assertThat(written()).endsWith("  starting");
        live.begun();
        live.draw(Optional.empty());
        assertThat(written()).endsWith("  working");
    }

    @Test
    void particulars_that_can_not_be_read_are_left_out() {
        Live live = live(80, true);
        live.progress(event(Event.Type.PROGRESS, "copy", "", "nonsense"));
        live.draw(steps.open());

        assertThat(written()).contains("running copy");
    }
}
