package io.smolotchi.release.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A machine without a battery for its clock, whose clock jumps when it has found the time. */
class AgesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant IN_1970 = Instant.parse("1970-01-01T00:05:00Z");
    private static final Instant IN_2036 = Instant.parse("2036-01-01T00:00:00Z");

    private final List<Release> releases = new ArrayList<>();
    private final Map<OperationId, Duration> thisBoot = new HashMap<>();

    private Release staged(Instant at) {
        long number = releases.size() + 1L;
        Release release = new Release(
                number,
                Version.of("v" + number),
                Digest.of("v" + number),
                new OperationId(number),
                at,
                "/srv",
                1,
                1,
                Optional.empty());
        releases.add(release);
        return release;
    }

    private Release staged(Instant at, Duration counted) {
        Release release = staged(at);
        thisBoot.put(release.stagedBy(), counted);
        return release;
    }

    private Duration age(Release release) {
        return new Ages(releases, NOW, id -> Optional.ofNullable(thisBoot.get(id))).of(release);
    }

    @Test
    void a_right_clock_tells_the_age() {
        Release release = staged(NOW.minusSeconds(3_600));
        assertThat(age(release)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void what_was_staged_before_the_clock_found_the_time_is_no_older_than_the_kernel_says() {
        Release release = staged(IN_1970, Duration.ofMinutes(10));
        assertThat(age(release)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void what_was_staged_by_a_clock_that_went_ahead_is_as_old_as_what_came_after_it() {
        Release ahead = staged(IN_2036);
        Release after = staged(NOW.minusSeconds(7_200));
        staged(NOW.minusSeconds(60));

        assertThat(age(ahead)).isEqualTo(Duration.ofHours(2));
        assertThat(age(after)).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void when_nothing_came_after_it_it_is_young() {
        assertThat(age(staged(IN_2036))).isNegative();
    }

    @Test
    void what_came_before_a_release_of_another_boot_is_not_asked_for() {
        Release old = staged(NOW.minusSeconds(900), Duration.ofSeconds(1));
        staged(NOW.minusSeconds(600));
        assertThat(age(old)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_change_of_this_boot_is_no_older_than_the_kernel_says() {
        Ages ages = new Ages(releases, NOW, _ -> Optional.of(Duration.ofSeconds(30)));
        assertThat(ages.since(new OperationId(1), IN_1970)).isEqualTo(Duration.ofSeconds(30));
        assertThat(ages.since(new OperationId(1), NOW.minusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    }
}
