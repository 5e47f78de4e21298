package io.smolotchi.release.shell.line;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long, as people type it: a number of seconds, or one with its unit. */
public final class Spans {

    static final String FORMS = "write 30 or 30s (seconds), 5m (minutes), or 1h (hours)";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(s|m|h)?");

    private Spans() {}

    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (Optional.ofNullable(matcher.group(2)).orElse("s")) {
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofSeconds(amount);
                });
    }
}
