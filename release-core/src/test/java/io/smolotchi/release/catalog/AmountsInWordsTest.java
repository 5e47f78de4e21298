package io.smolotchi.release.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsInWordsTest {

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "999,999 B",
        "1000,1.0 kB",
        "1712331,1.7 MB",
        "999600,1.0 MB",
        "84400000,84.4 MB",
        "565248000,565 MB",
        "31000000000,31.0 GB"
    })
    void bytes_are_counted_in_powers_of_ten(long bytes, String words) {
        assertThat(ByteCount.words(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "-5,0 seconds",
        "1,1 second",
        "119,119 seconds",
        "120,2 minutes",
        "7199,119 minutes",
        "86400,24 hours",
        "172799,47 hours",
        "172800,2 days"
    })
    void a_span_is_told_in_the_largest_unit_of_which_there_are_two(long seconds, String words) {
        assertThat(Span.words(Duration.ofSeconds(seconds))).isEqualTo(words);
    }
}
