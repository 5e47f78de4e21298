package io.smolotchi.release.systemd;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * When a timer elapses.
 *
 * @param normalized as systemd writes it
 * @param next empty when it never elapses again
 */
public record CalendarEvent(String normalized, Optional<Instant> next) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

    static Optional<CalendarEvent> parse(String analysis) {
        // The line in UTC is left out where local time is UTC.
        Optional<String> next = value(analysis, "(in UTC)")
                .or(() -> value(analysis, "Next elapse"))
                .filter(time -> !time.equals("never"));
        return value(analysis, "Normalized form")
                .map(form -> new CalendarEvent(form, next.flatMap(CalendarEvent::time)));
    }

    private static Optional<String> value(String analysis, String label) {
        return analysis.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(label + ":"))
                .map(line -> line.substring(label.length() + 1).strip())
                .findFirst();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
