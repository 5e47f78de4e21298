package io.smolotchi.release.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WordsForPeopleTest {

    private static final Instant NOW = Instant.parse("2026-10-02T12:00:00Z");
    private static final Look LOOK = new Look(80, false, true, NOW, ZoneId.of("Europe/Berlin"));

    private static String ago(Duration age) {
        return When.relative(NOW.minus(age), LOOK);
    }

    @Test
    void near_times_are_relative_and_far_ones_dates() {
        assertThat(ago(Duration.ofSeconds(3))).isEqualTo("3 s ago");
        assertThat(ago(Duration.ofMinutes(59))).isEqualTo("59 min ago");
        assertThat(ago(Duration.ofHours(23))).isEqualTo("23 h ago");
        assertThat(ago(Duration.ofHours(30))).isEqualTo("1 day ago");
        assertThat(ago(Duration.ofDays(14))).isEqualTo("14 days ago");
        assertThat(ago(Duration.ofDays(15))).isEqualTo("2026-09-17");
        assertThat(ago(Duration.ofHours(-3))).isEqualTo("in 3 h");
    }

    @Test
    void full_times_carry_the_offset_of_the_host() {
        assertThat(When.full(NOW.minusSeconds(600), LOOK)).isEqualTo("2026-10-02 13:50:00 +02:00 (10 min ago)");
        assertThat(When.full(Instant.parse("2026-01-02T00:00:00Z"), LOOK)).isEqualTo("2026-01-02 01:00:00 +01:00");
    }

    @Test
    void durations_show_tenths_while_they_are_short() {
        assertThat(When.lasted(Duration.ofMillis(340))).isEqualTo("0.3 s");
        assertThat(When.lasted(Duration.ofSeconds(75))).isEqualTo("1 min 15 s");
        assertThat(When.lasted(Duration.ofMinutes(125))).isEqualTo("2 h 05 min");
    }
}
