package io.smolotchi.release.testhost;

import java.nio.file.Path;

/** A directory of the machine of the tests that a host sees. */
record Bind(Path outside, String inside, boolean readOnly) {
    Bind {
        if (!outside.isAbsolute() || !inside.startsWith("/")) {
            throw new IllegalArgumentException("a bind needs absolute paths: " + outside + " at " + inside);
        }
        if (outside.toString().contains(":") || inside.contains(":")) {
            throw new IllegalArgumentException("a bind's path can't contain a colon: " + outside + " at " + inside);
        }
    }

    /** From {@code /outside:/inside}, or one path for both. */
    static Bind parse(String text, boolean readOnly) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Bind(Path.of(text), text, readOnly)
                : new Bind(Path.of(text.substring(0, colon)), text.substring(colon + 1), readOnly);
    }

    String option() {
        return (readOnly ? "--bind-ro=" : "--bind=") + outside + ":" + inside;
    }
}
