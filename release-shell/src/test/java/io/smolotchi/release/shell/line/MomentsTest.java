package io.smolotchi.release.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {

    private static final Instant NOW = Instant.parse("2026-10-02T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-10-02T14:30:00+02:00, 2026-10-02T12:30:00Z",
        "2026-10-02T14:30:00Z, 2026-10-02T14:30:00Z",
        "2026-10-02 14:30:00+02:00, 2026-10-02T12:30:00Z",
        "2026-10-02 14:30, 2026-10-02T12:30:00Z",
        "2026-10-02T14:30:05, 2026-10-02T12:30:05Z",
        "2026-01-02, 2026-01-01T23:00:00Z",
        "09:15, 2026-10-02T07:15:00Z",
        "90m, 2026-10-02T10:30:00Z",
        "2h, 2026-10-02T10:00:00Z",
        "3d, 2026-09-29T12:00:00Z",
    })
    void times_are_read_in_the_zone_of_the_host(String text, Instant expected) {
        assertThat(Moments.parse(text, NOW, BERLIN)).contains(expected);
    }

    @Test
    void an_hour_that_is_skipped_in_spring_is_the_one_after_it() {
        assertThat(Moments.parse("2026-03-29 02:30", NOW, BERLIN)).contains(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "2026-13-01", "25:00", "0d", "-1h", "1w", "''"})
    void anything_else_is_no_time(String text) {
        assertThat(Moments.parse(text, NOW, BERLIN)).isEmpty();
    }
}
