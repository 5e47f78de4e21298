package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeSpanTest {

    @Test
    void spans_are_read_as_systemd_reads_them() {
        assertThat(TimeSpan.parse("5")).contains(Duration.ofSeconds(5));
        assertThat(TimeSpan.parse("100ms")).contains(Duration.ofMillis(100));
        assertThat(TimeSpan.parse("1min 30s")).contains(Duration.ofSeconds(90));
        assertThat(TimeSpan.parse("2h30m")).contains(Duration.ofMinutes(150));
        assertThat(TimeSpan.parse("infinity")).contains(TimeSpan.INFINITE);
        assertThat(TimeSpan.parse("soon")).isEmpty();
        assertThat(TimeSpan.parse("")).isEmpty();
    }
}
