package io.smolotchi.release.web.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How values are written for people. */
@Component
final class Show {

    private final Clock clock;
    private final ZoneId zone = ZoneId.systemDefault();

    Show(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Moment moment(Instant at) {
        return Moment.of(at, clock.instant(), zone);
    }

    Optional<Moment> moment(Optional<Instant> at) {
        return at.map(this::moment);
    }

    /** As in tables: "0.4 s", "12 s", "3 min 5 s", "2 h 10 min". */
    static String duration(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        long seconds = Math.round(millis / 1_000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }
}
