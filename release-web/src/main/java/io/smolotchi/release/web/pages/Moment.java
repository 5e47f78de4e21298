package io.smolotchi.release.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * An instant as a page shows it.
 *
 * @param iso for {@code datetime}, in UTC
 * @param absolute in the host's zone with its offset
 * @param relative such as "3 minutes ago"
 */
public record Moment(String iso, String absolute, String relative) {

    private static final DateTimeFormatter ABSOLUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");

    static Moment of(Instant at, Instant now, ZoneId zone) {
        return new Moment(
                at.truncatedTo(ChronoUnit.SECONDS).toString(),
                ABSOLUTE.format(at.atZone(zone)),
                relative(Duration.between(at, now)));
    }

    static String relative(Duration ago) {
        boolean past = !ago.isNegative();
        long seconds = ago.abs().toSeconds();
        if (seconds < 5) {
            return past ? "just now" : "in a moment";
        }
        String amount = amount(seconds);
        return past ? amount + " ago" : "in " + amount;
    }

    private static String amount(long seconds) {
        if (seconds < 60) {
            return seconds + " seconds";
        }
        if (seconds < 3_600) {
            return plural(seconds / 60, "minute");
        }
        if (seconds < 2 * 86_400) {
            return plural(seconds / 3_600, "hour");
        }
        return plural(seconds / 86_400, "day");
    }

    private static String plural(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
