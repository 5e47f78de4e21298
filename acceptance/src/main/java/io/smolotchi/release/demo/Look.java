package io.smolotchi.release.demo;

import java.util.Map;

/** Makes the lines that a program writes to no terminal a little easier to take in on one. */
final class Look {
    private static final String RESET = "\u001B[0m";

    /** By the first word of a line. */
    private static final Map<String, String> STYLES = Map.of(
            "plan:", "1",
            "done", "32",
            "undone", "33",
            "warning:", "2;33",
            "failed", "1;31",
            "error:", "1;31",
            "next:", "2");

    private final boolean colour;

    Look(boolean colour) {
        this.colour = colour;
    }

    String ofLine(String line) {
        String start = line.strip().split(" ", 2)[0];
        return styled(STYLES.getOrDefault(start, ""), line);
    }

    /** @param style as in an SGR sequence; empty for none */
    String styled(String style, String text) {
        return colour && !style.isEmpty() ? "\u001B[" + style + "m" + text + RESET : text;
    }
}
