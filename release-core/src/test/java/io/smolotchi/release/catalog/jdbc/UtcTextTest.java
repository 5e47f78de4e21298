package io.smolotchi.release.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class UtcTextTest {

    /** Up to the end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    @Property
    void text_is_read_back_and_ordered_as_time_is(
            @ForAll @LongRange(min = 0, max = LAST_SECOND) long second,
            @ForAll @LongRange(min = 0, max = LAST_SECOND) long otherSecond,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(max = 999_999_999) int otherNano) {
        Instant time = Instant.ofEpochSecond(second, nano);
        Instant other = Instant.ofEpochSecond(otherSecond, otherNano);
        assertThat(UtcText.read(UtcText.of(time))).isEqualTo(time);
        assertThat(Integer.signum(UtcText.of(time).compareTo(UtcText.of(other))))
                .isEqualTo(Integer.signum(time.compareTo(other)));
    }
}
