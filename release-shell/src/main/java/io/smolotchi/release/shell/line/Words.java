package io.smolotchi.release.shell.line;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.util.ArrayList;
import java.util.List;

/** Splits a typed line into words as a POSIX shell does, without any expansion: quotes, double quotes and backslashes keep a word together. */
public final class Words {

    private Words() {}

    /** A {@code #} at the start of a word begins a comment. */
    public static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == '\'' || (quote == '"' && c != '\\')) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\\' && i + 1 < line.length()) {
                char next = line.charAt(++i);
                boolean kept = quote == '"' && next != '"' && next != '\\';
                word.append(kept ? "\\" + next : String.valueOf(next));
                inWord = true;
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else if (c == '#' && !inWord) {
                break;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new Refused(
                    Code.VALUE_MALFORMED, "cannot read the line: because a quote (" + quote + ") is open", "");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return List.copyOf(words);
    }
}
