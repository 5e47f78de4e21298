package io.smolotchi.release.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a release. Carries no order: releases are ordered by the sequence in which they were staged. */
public record Version(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~_-]{0,63}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Version {
        if (!FORM.matcher(value).matches()) {
            throw new Refused(
                    Code.VERSION_MALFORMED,
                    "'" + printable(value) + "' is not a version: " + Code.VERSION_MALFORMED.explanation(),
                    "smolotchi-release list");
        }
    }

    public static Version of(String value) {
        return new Version(value);
    }

    /** Empty when the text is not a version. */
    public static Optional<Version> parse(String value) {
        return FORM.matcher(value).matches() ? Optional.of(new Version(value)) : Optional.empty();
    }

    private static String printable(String value) {
        String shown = value.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "..." : shown;
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
