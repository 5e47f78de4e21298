package io.smolotchi.release.shell.output;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Text as a terminal may get it: reasons, unit files and journal lines come from others and must not move the cursor. */
final class Printable {

    private Printable() {}

    /** One line: line breaks and tabs become blanks, other control characters question marks. */
    static String line(String text) {
        return text.replaceAll("[\\r\\n\\t]+", " ")
                .replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]", "?");
    }

    /** Columns that the text takes. */
    static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /** The text, cut to the width. */
    static String cut(String text, int width, String ellipsis) {
        if (width(text) <= width) {
            return text;
        }
        int room = width - width(ellipsis);
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += Math.max(0, WCWidth.wcwidth(c));
            if (used > room) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append(ellipsis).toString();
    }

    /** The text in lines, broken between words; a word that is too long for a line has one of its own. */
    static List<String> wrapped(String text, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : line(text).split(" +", -1)) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }
}
