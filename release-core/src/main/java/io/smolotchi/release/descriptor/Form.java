package io.smolotchi.release.descriptor;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form that a value must have. Most values end up in a unit file, so none of the forms lets a character through that systemd gives a meaning to:
 * line ends, white space, quotes, backslashes, {@code %} and {@code $}.
 */
public enum Form {
    TEXT("text without control characters", "[^\\p{Cntrl}]{0,1000}"),
    NAME("lower-case letters, digits and '-', a letter first, at most 31", "[a-z][a-z0-9-]{0,30}"),
    UNIT_PREFIX("letters, digits, '_' and '-', ending with '-'", "[A-Za-z][A-Za-z0-9_-]{0,60}-"),
    ACCOUNT(
            "the name of a user or group: lower-case letters, digits, '_' and '-', at most 31",
            "[a-z_][a-z0-9_-]{0,30}"),
    SERVICE_ACCOUNT(
            "the name of a user or group other than root: lower-case letters, digits, '_' and '-', at most 31",
            "(?!root$)[a-z_][a-z0-9_-]{0,30}"),
    PATH(
            "an absolute path of letters, digits and . _ + ~ @ -, without '.' and '..' as parts",
            "(/(?!\\.{1,2}(/|$))[A-Za-z0-9._+~@-]+)+"),
    INSIDE(
            "a path inside the release, of letters, digits and . _ + ~ @ -, without '.' and '..' as parts",
            "((?!\\.{1,2}(/|$))[A-Za-z0-9._+~@-]+)(/(?!\\.{1,2}(/|$))[A-Za-z0-9._+~@-]+)*"),
    ADDRESS("an IP address or a host name", "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F:.]{2,45}"),
    WEB_SERVER("auto, flask or gunicorn", "auto|flask|gunicorn"),
    UNIT(
            "the name of a service, socket, timer, path or target",
            "[A-Za-z0-9][A-Za-z0-9:_.@-]{0,190}\\.(service|socket|timer|path|target)"),
    CAPABILITY("the name of a capability such as CAP_NET_RAW", "CAP_[A-Z_]{2,40}"),
    MODULE(
            "a Python module and its arguments, separated by single spaces",
            "[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*( [A-Za-z0-9_.,:=/@+-]+)*"),
    DROP_IN("the name of a file that ends with .conf", "[A-Za-z0-9][A-Za-z0-9._@-]{0,190}\\.conf"),
    PATTERN(
            "a glob, of a name or with a slash of a whole path, without control characters and backslashes",
            "[^\\p{Cntrl}\\\\]{1,200}"),
    REPOSITORY(
            "an https://, http://, ssh:// or git:// address, or USER@HOST:PATH, without password, and without '.' and '..' as parts",
            "((https?|git)://|ssh://([A-Za-z0-9_.-]+@)?)[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/(?!\\.{1,2}(/|$))[A-Za-z0-9._+~-]+)*/?"
                    + "|([A-Za-z0-9_.-]+@)?[A-Za-z0-9][A-Za-z0-9.-]*:((?!\\.{1,2}(/|$))[A-Za-z0-9._+~-]+)(/(?!\\.{1,2}(/|$))[A-Za-z0-9._+~-]+)*/?"),
    HTTP_URL(
            "an http:// or https:// address without user, spaces and fragment",
            "https?://[^\\s\\p{Cntrl}@#\"'\\\\]{1,500}");

    private final String words;
    private final Pattern pattern;

    Form(String words, String pattern) {
        this.words = words;
        this.pattern = Pattern.compile(pattern);
    }

    /** What the value must be, for people. */
    public String words() {
        return words;
    }

    public boolean fits(String value) {
        return pattern.matcher(value).matches();
    }

    /** Why the value does not fit; empty when it does. */
    public Optional<String> problem(String value) {
        return fits(value) ? Optional.empty() : Optional.of("'" + printable(value) + "' is not " + words);
    }

    /** @throws IllegalArgumentException when it does not fit */
    String require(String what, String value) {
        problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(what + ": " + problem);
        });
        return value;
    }

    /** Any text, cut and without control characters, so that it can stand in a message. */
    static String printable(String value) {
        String shown = value.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "..." : shown;
    }
}
