package io.smolotchi.release.catalog;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why somebody asks: one line that stays in the history for ever, by the same rule wherever it comes in. */
public final class Reason {

    /** In characters, not in bytes. */
    public static final int LONGEST = 500;

    /** White space, what ends a line or moves a cursor, and what turns the direction of the text behind it. */
    private static final Pattern NOT_OF_A_LINE =
            Pattern.compile("[\\s\\p{Cc}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

    private Reason() {}

    /** The text as one line: a run of characters that a line may not have becomes a blank. */
    public static String line(String text) {
        return NOT_OF_A_LINE.matcher(text).replaceAll(" ").strip();
    }

    /** Why the text can't be a reason. */
    public static Optional<Refusal> problem(String text) {
        int length = line(text).codePointCount(0, line(text).length());
        return length <= LONGEST
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Code.VALUE_MALFORMED,
                        "cannot take the reason: because it has " + length + " characters, and " + LONGEST
                                + " are the most",
                        "say it more briefly"));
    }
}
