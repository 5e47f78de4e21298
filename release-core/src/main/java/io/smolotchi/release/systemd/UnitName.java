package io.smolotchi.release.systemd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The full name of a unit, with its type. */
public record UnitName(String value) implements Comparable<UnitName> {

    private static final Pattern FORM = Pattern.compile(
            "[A-Za-z0-9:_.\\\\-]{1,200}(@[A-Za-z0-9:_.\\\\-]*)?\\.(service|socket|timer|path|target|mount|slice|scope)");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UnitName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a unit: " + value.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    public static UnitName of(String value) {
        return new UnitName(value);
    }

    public static boolean isUnitName(String value) {
        return FORM.matcher(value).matches();
    }

    /** {@code service}, {@code timer} and so on. */
    public String type() {
        return value.substring(value.lastIndexOf('.') + 1);
    }

    @Override
    public int compareTo(UnitName other) {
        return value.compareTo(other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
