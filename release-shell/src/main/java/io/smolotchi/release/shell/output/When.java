package io.smolotchi.release.shell.output;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times and durations as people read them; JSON has UTC instead, and so has a look that wants absolute times. */
public final class When {

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final int DAYS_RELATIVE = 14;

    private When() {}

    /** Such as "5 min ago" or "in 3 h"; a date when that is more than two weeks away. */
    public static String relative(Instant instant, Look look) {
        if (look.absolute()) {
            return FULL.format(instant.atZone(look.zone()));
        }
        Duration age = Duration.between(instant, look.now());
        boolean past = !age.isNegative();
        String distance = distance(age.abs());
        if (distance.isEmpty()) {
            return DAY.format(instant.atZone(look.zone()));
        }
        return past ? distance + " ago" : "in " + distance;
    }

    public static String relative(Optional<Instant> instant, Look look) {
        return instant.map(at -> relative(at, look)).orElse("");
    }

    /** Such as "2026-10-02 14:03:22 +02:00 (5 min ago)". */
    public static String full(Instant instant, Look look) {
        String relative = relative(instant, look);
        String absolute = FULL.format(instant.atZone(look.zone()));
        return absolute.startsWith(relative) ? absolute : absolute + " (" + relative + ")";
    }

    public static String full(Optional<Instant> instant, Look look) {
        return instant.map(at -> full(at, look)).orElse("");
    }

    /** With tenths of a second below a minute. */
    public static String lasted(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    private static String distance(Duration age) {
        if (age.toMinutes() < 1) {
            return age.toSeconds() + " s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        if (age.toDays() < 1) {
            return age.toHours() + " h";
        }
        return age.toDays() > DAYS_RELATIVE ? "" : age.toDays() == 1 ? "1 day" : age.toDays() + " days";
    }
}
