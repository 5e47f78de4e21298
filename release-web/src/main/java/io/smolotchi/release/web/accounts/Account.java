package io.smolotchi.release.web.accounts;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A login, without its password.
 *
 * @param generation raised whenever sessions that began before must end
 */
public record Account(String name, Role role, Instant createdAt, long generation) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");

    public static final String NAME_RULE =
            "1 to 32 characters, a lower-case letter first, then lower-case letters, digits, or . _ -";

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
