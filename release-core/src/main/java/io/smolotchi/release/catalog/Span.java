package io.smolotchi.release.catalog;

import java.time.Duration;

/** A length of time as a sentence names it: in the largest unit of which there are at least two, so that a day reads "24 hours". */
public final class Span {

    private Span() {}

    /** @param length a negative one counts as none */
    public static String words(Duration length) {
        if (length.toDays() > 1) {
            return length.toDays() + " days";
        }
        if (length.toHours() > 1) {
            return length.toHours() + " hours";
        }
        if (length.toMinutes() > 1) {
            return length.toMinutes() + " minutes";
        }
        long seconds = Math.max(0, length.toSeconds());
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }
}
