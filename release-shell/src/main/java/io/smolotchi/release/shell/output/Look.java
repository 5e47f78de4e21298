package io.smolotchi.release.shell.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How things are shown here and now.
 *
 * @param width columns of the terminal
 * @param colour whether control sequences are wanted
 * @param unicode whether more than ASCII can be shown
 * @param now for relative times
 * @param zone of the host
 * @param absolute whether times are shown as they are, and not how long ago
 */
public record Look(int width, boolean colour, boolean unicode, Instant now, ZoneId zone, boolean absolute) {

    /** With times as people read them. */
    public Look(int width, boolean colour, boolean unicode, Instant now, ZoneId zone) {
        this(width, colour, unicode, now, zone, false);
    }

    /** With times for those who compare machines. */
    public Look inUtc() {
        return new Look(width, colour, unicode, now, ZoneOffset.UTC, true);
    }

    String paint(Tone tone, String text) {
        return colour ? tone.paint(text) : text;
    }

    String ellipsis() {
        return unicode ? "…" : "...";
    }

    public String arrow() {
        return unicode ? "→" : "->";
    }
}
