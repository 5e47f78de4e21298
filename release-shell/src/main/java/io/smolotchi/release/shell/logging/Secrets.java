package io.smolotchi.release.shell.logging;

import java.util.regex.Pattern;

/** Takes out what must not be kept: passwords in URLs and values that call themselves secret. */
final class Secrets {

    private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]*):[^/\\s@]+@");
    private static final Pattern NAMED =
            Pattern.compile("(?i)((?:password|passwd|secret|token|api[-_]?key)[\"']?\\s*[=:]\\s*)[\"']?[^\\s\"',;}]+");

    private Secrets() {}

    static String removed(String text) {
        return NAMED.matcher(IN_URL.matcher(text).replaceAll("$1:***@")).replaceAll("$1***");
    }
}
