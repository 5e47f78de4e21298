package io.smolotchi.release.units;

import java.util.ArrayList;
import java.util.List;

/**
 * A unit file, read by the rules of systemd's own parser (systemd 252, {@code config_parse} in src/shared/conf-parser.c): a comment begins a line, also
 * inside a continued one; an odd number of backslashes at the end of a line continues it; what stands around {@code =} is trimmed; keys are
 * case-sensitive.
 *
 * @param oddities lines that systemd would ignore with a warning, or that it reads in a way that a reader would not expect
 */
record UnitText(List<Assignment> assignments, List<Oddity> oddities) {

    /**
     * @param section without brackets; empty before the first one
     * @param value as written, with continuation lines joined
     * @param line where it begins, counted from 1
     */
    record Assignment(String section, String key, String value, int line) {
        String name() {
            return "[" + section + "] " + key;
        }
    }

    record Oddity(int line, String what) {}

    static UnitText parse(String content) {
        return new Parser().parse(content);
    }

    private static final class Parser {

        private final List<Assignment> assignments = new ArrayList<>();
        private final List<Oddity> oddities = new ArrayList<>();
        private final StringBuilder pending = new StringBuilder();
        private int begun;
        private String section = "";

        UnitText parse(String content) {
            String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
            int number = 0;
            // systemd ends a line at each of these three
            for (String line : text.split("\r\n|\n\r|[\r\n\0]", -1)) {
                number++;
                line(line, number);
            }
            if (begun != 0) {
                logicalLine(pending.toString(), begun);
            }
            return new UnitText(List.copyOf(assignments), List.copyOf(oddities));
        }

        private void line(String line, int number) {
            if (isComment(line)) {
                return;
            }
            if (begun == 0) {
                begun = number;
            }
            pending.append(line);
            if (endsWithOpenBackslash(pending)) {
                pending.setCharAt(pending.length() - 1, ' ');
                return;
            }
            logicalLine(pending.toString(), begun);
            pending.setLength(0);
            begun = 0;
        }

        private void logicalLine(String whole, int number) {
            String line = strip(whole);
            if (line.isEmpty()) {
                return;
            }
            if (line.startsWith("[")) {
                header(line, number);
                return;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                oddities.add(new Oddity(number, "a line without '='"));
                return;
            }
            String key = strip(line.substring(0, equals));
            if (section.isEmpty()) {
                oddities.add(new Oddity(number, "'" + key + "=' stands before the first section"));
                return;
            }
            assignments.add(new Assignment(section, key, strip(line.substring(equals + 1)), number));
        }

        private void header(String line, int number) {
            if (!line.endsWith("]") || line.length() < 3) {
                oddities.add(new Oddity(number, "a section header that does not end with ']'"));
                return;
            }
            section = line.substring(1, line.length() - 1);
        }

        private static boolean isComment(String line) {
            String stripped = strip(line);
            return stripped.startsWith("#") || stripped.startsWith(";");
        }

        private static boolean endsWithOpenBackslash(CharSequence text) {
            boolean escaped = false;
            for (int i = 0; i < text.length(); i++) {
                escaped = !escaped && text.charAt(i) == '\\';
            }
            return escaped;
        }
    }

    /** Trims the characters that systemd takes for white space, and no others. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** The words of a value between white space, as they are written: quotes stay. */
    static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i <= value.length(); i++) {
            boolean space = i == value.length() || isSpace(value.charAt(i));
            if (space && begin >= 0) {
                words.add(value.substring(begin, i));
                begin = -1;
            } else if (!space && begin < 0) {
                begin = i;
            }
        }
        return words;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
