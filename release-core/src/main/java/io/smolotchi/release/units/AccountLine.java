package io.smolotchi.release.units;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a tmpfiles.d or sysusers.d file. Neither format has continuation lines; a comment begins with {@code #}.
 *
 * @param number counted from 1
 * @param fields without their quotes
 * @param plain whether the fields are free of backslashes and of quotes that stand inside a word, so that there is one way to read them
 */
record AccountLine(int number, List<String> fields, boolean plain) {

    String field(int index) {
        return index < fields.size() ? fields.get(index) : "-";
    }

    static List<AccountLine> parse(String content) {
        List<AccountLine> lines = new ArrayList<>();
        int number = 0;
        for (String raw : content.split("\n", -1)) {
            number++;
            String line = UnitText.strip(raw);
            if (!line.isEmpty() && !line.startsWith("#")) {
                lines.add(split(number, line));
            }
        }
        return lines;
    }

    private static AccountLine split(int number, String line) {
        List<String> fields = new ArrayList<>();
        boolean plain = line.indexOf('\\') < 0;
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == ' ' || c == '\t') {
                i++;
                continue;
            }
            int end;
            if (c == '"' || c == '\'') {
                end = line.indexOf(c, i + 1);
                if (end < 0) {
                    return new AccountLine(number, List.copyOf(fields), false);
                }
                fields.add(line.substring(i + 1, end));
                end++;
                plain &= end == line.length() || line.charAt(end) == ' ' || line.charAt(end) == '\t';
            } else {
                end = i;
                while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
                    end++;
                }
                String word = line.substring(i, end);
                plain &= word.indexOf('"') < 0 && word.indexOf('\'') < 0;
                fields.add(word);
            }
            i = end;
        }
        return new AccountLine(number, List.copyOf(fields), plain);
    }
}
