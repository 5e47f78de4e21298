package io.smolotchi.release.web.pages;

import java.util.List;

/**
 * A line of a unified diff.
 *
 * @param kind added, removed, hunk or same
 */
public record DiffLine(String kind, String text) {

    static List<DiffLine> of(String diff) {
        return diff.lines().map(line -> new DiffLine(kind(line), line)).toList();
    }

    private static String kind(String line) {
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> "added";
            case '-' -> "removed";
            case '@' -> "hunk";
            default -> "same";
        };
    }
}
