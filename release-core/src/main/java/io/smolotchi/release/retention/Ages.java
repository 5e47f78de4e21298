package io.smolotchi.release.retention;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How old releases are, on a machine whose clock is set now and then: nothing that was done since the machine was booted is older than the kernel says, however
 * far the clock jumped; and a release that was staged by a clock that went ahead is as old as those that were staged after it.
 */
final class Ages {

    private final Instant now;
    private final Function<OperationId, Optional<Duration>> sinceBegun;
    private final Map<Long, Duration> staged = new HashMap<>();

    /** @param sinceBegun how long ago an operation of this boot was begun; empty for one of another boot */
    Ages(List<Release> releases, Instant now, Function<OperationId, Optional<Duration>> sinceBegun) {
        this.now = now;
        this.sinceBegun = sinceBegun;
        Duration later = Duration.ofMillis(Long.MIN_VALUE);
        boolean thisBoot = true;
        for (Release release : releases.stream()
                .sorted(Comparator.comparingLong(Release::sequence).reversed())
                .toList()) {
            Optional<Duration> counted = thisBoot ? sinceBegun.apply(release.stagedBy()) : Optional.empty();
            // Those before it were not staged in this boot either.
            thisBoot = counted.isPresent();
            Duration age = atMost(Duration.between(release.stagedAt(), now), counted);
            if (age.isNegative() && later.compareTo(age) > 0) {
                age = later;
            }
            staged.put(release.sequence(), age);
            later = later.compareTo(age) > 0 ? later : age;
        }
    }

    /** Since it was staged; negative when a clock that went ahead is all that is known of it. */
    Duration of(Release release) {
        return Optional.ofNullable(staged.get(release.sequence()))
                .orElseGet(() -> Duration.between(release.stagedAt(), now));
    }

    /** Since an operation ended, likewise. */
    Duration since(OperationId id, Instant ended) {
        return atMost(Duration.between(ended, now), sinceBegun.apply(id));
    }

    private static Duration atMost(Duration byClock, Optional<Duration> counted) {
        return counted.filter(most -> most.compareTo(byClock) < 0).orElse(byClock);
    }
}
