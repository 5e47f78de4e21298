package io.smolotchi.release.units;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands of one {@code Exec...=} value, as systemd takes them apart ({@code config_parse_exec}): words end at white space outside quotes, a
 * backslash makes the next character an ordinary one, and a {@code ;} that is a word of its own begins another command.
 *
 * @param commands the raw text of each, at least one
 * @param balanced whether every quote is closed and no backslash stands at the end
 */
record CommandLine(List<String> commands, boolean balanced) {

    private static final String PREFIXES = "-@:+!";

    static CommandLine split(String value) {
        List<String> commands = new ArrayList<>();
        char quote = 0;
        boolean wordStart = true;
        int begin = 0;
        int i = 0;
        for (; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                wordStart = false;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
                wordStart = false;
            } else if (c == ';' && wordStart && (i + 1 == value.length() || isSpace(value.charAt(i + 1)))) {
                commands.add(UnitText.strip(value.substring(begin, i)));
                begin = i + 1;
            } else {
                wordStart = isSpace(c);
            }
        }
        commands.add(UnitText.strip(value.substring(Math.min(begin, value.length()))));
        return new CommandLine(List.copyOf(commands), quote == 0 && i == value.length());
    }

    /** The characters before the program's path that change how it is run. */
    static String prefixes(String command) {
        int i = 0;
        while (i < command.length() && PREFIXES.indexOf(command.charAt(i)) >= 0) {
            i++;
        }
        return command.substring(0, i);
    }

    /** The first word without its prefixes, unresolved. */
    static String program(String command) {
        return command.substring(prefixes(command).length()).split("[ \t]", 2)[0];
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
