package io.smolotchi.release.shell.line;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Times as people type them. Without an offset they are read in the given zone. */
public final class Moments {

    static final String FORMS =
            "write 2026-10-02T14:30:00+02:00, \"2026-10-02 14:30\", 2026-10-02, 14:30 (today), or 90m, 2h, 3d (ago)";

    private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,5})(m|h|d)");

    private Moments() {}

    public static Optional<Instant> parse(String text, Instant now, ZoneId zone) {
        String iso = text.trim().replaceFirst("^([0-9-]{10}) ", "$1T");
        return Stream.<Supplier<Instant>>of(
                        () -> OffsetDateTime.parse(iso).toInstant(),
                        () -> LocalDateTime.parse(iso).atZone(zone).toInstant(),
                        () -> LocalDate.parse(iso).atStartOfDay(zone).toInstant(),
                        () -> LocalTime.parse(iso)
                                .atDate(LocalDate.ofInstant(now, zone))
                                .atZone(zone)
                                .toInstant())
                .flatMap(reading -> read(reading).stream())
                .findFirst()
                .or(() -> ago(iso, now));
    }

    private static Optional<Instant> read(Supplier<Instant> reading) {
        try {
            return Optional.of(reading.get());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> ago(String text, Instant now) {
        Matcher matcher = AGO.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(now.minus(
                switch (matcher.group(2)) {
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                }));
    }
}
