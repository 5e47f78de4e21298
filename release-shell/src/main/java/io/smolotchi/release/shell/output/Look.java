package io.smolotchi.release.shell.output;

import java.time.Instant;
import java.time.ZoneId;

/**
 * How things are shown here and now.
 *
 * @param width columns of the terminal
 * @param colour whether control sequences are wanted
 * @param unicode whether more than ASCII can be shown
 * @param now for relative times
 * @param zone of the host
 */
public record Look(int width, boolean colour, boolean unicode, Instant now, ZoneId zone) {

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
