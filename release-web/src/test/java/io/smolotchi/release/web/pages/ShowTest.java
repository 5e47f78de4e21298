package io.smolotchi.release.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowTest {

    @ParameterizedTest
    @CsvSource({"0,0.0 s", "940,0.9 s", "9940,9.9 s", "9950,10 s", "59400,59 s", "65000,1 min 5 s", "7800000,2 h 10 min"
    })
    void durations_say_as_much_as_is_of_interest(long millis, String shown) {
        assertThat(Show.duration(Duration.ofMillis(millis))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0,just now",
        "4,just now",
        "59,59 seconds ago",
        "61,1 minute ago",
        "7300,2 hours ago",
        "172799,47 hours ago",
        "172800,2 days ago",
        "-3600,in 1 hour"
    })
    void times_are_told_from_now(long secondsAgo, String shown) {
        assertThat(Moment.relative(Duration.ofSeconds(secondsAgo))).isEqualTo(shown);
    }

    @Test
    void the_absolute_time_is_in_the_zone_of_the_host_with_its_offset() {
        Moment moment = Moment.of(
                Instant.parse("2026-11-24T10:00:00.123Z"),
                Instant.parse("2026-11-24T10:00:10Z"),
                ZoneId.of("Europe/Berlin"));

        assertThat(moment.absolute()).isEqualTo("2026-11-24 11:00:00 +01:00");
        assertThat(moment.iso()).isEqualTo("2026-11-24T10:00:00Z");
    }
}
