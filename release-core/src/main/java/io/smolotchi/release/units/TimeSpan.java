package io.smolotchi.release.units;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time spans as units have them: {@code 5}, {@code 100ms}, {@code 1min 30s}, {@code infinity}; systemd.time(7). */
final class TimeSpan {

    /** What stands for "for ever". */
    static final Duration INFINITE = Duration.ofDays(36_500);

    private static final Pattern WHOLE = Pattern.compile(
            "([0-9]{1,9}\\s*(us|usec|ms|msec|s|sec|seconds?|m|min|minutes?|h|hr|hours?|d|days?|w|weeks?)?\\s*)+");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})\\s*([a-z]*)");

    private TimeSpan() {}

    /** Empty when it is none, or has a form that is not read here (fractions, months, years). */
    static Optional<Duration> parse(String text) {
        String value = UnitText.strip(text).toLowerCase(Locale.ROOT);
        if (value.equals("infinity")) {
            return Optional.of(INFINITE);
        }
        if (value.length() > 100 || !WHOLE.matcher(value).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(value);
        while (part.find()) {
            sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
        }
        return Optional.of(sum);
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "us", "usec" -> Duration.ofNanos(1_000);
            case "ms", "msec" -> Duration.ofMillis(1);
            case "m", "min", "minute", "minutes" -> Duration.ofMinutes(1);
            case "h", "hr", "hour", "hours" -> Duration.ofHours(1);
            case "d", "day", "days" -> Duration.ofDays(1);
            case "w", "week", "weeks" -> Duration.ofDays(7);
            default -> Duration.ofSeconds(1);
        };
    }
}
