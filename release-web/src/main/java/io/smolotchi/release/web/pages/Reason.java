package io.smolotchi.release.web.pages;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;

/** Why somebody asks, in one line. */
final class Reason {

    /** Also the {@code maxlength} of the field. */
    static final int LONGEST = 500;

    private Reason() {}

    static String parse(String text) {
        String reason = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (reason.length() > LONGEST) {
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot take the reason: it is longer than " + LONGEST + " characters",
                    "say it more briefly");
        }
        return reason;
    }
}
