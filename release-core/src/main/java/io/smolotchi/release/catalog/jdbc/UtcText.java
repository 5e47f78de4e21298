package io.smolotchi.release.catalog.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as text: UTC with nine decimals always, so that the order of the text is the order of time. */
final class UtcText {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private UtcText() {}

    static String of(Instant time) {
        return FORM.format(time);
    }

    static Instant read(String text) {
        return Instant.parse(text);
    }
}
