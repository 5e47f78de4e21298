package io.smolotchi.release.units;

import java.util.Optional;

/**
 * The rule for commands ({@code ExecStart=} and its like). The prefixes {@code +}, {@code !} and {@code !!} of a program run it with full privileges;
 * systemd looks for them after it has resolved quotes and escapes of the first word, so a first word that begins with one of those is refused.
 */
final class CommandRule {

    private final boolean prefixesAllowed;

    CommandRule(boolean prefixesAllowed) {
        this.prefixesAllowed = prefixesAllowed;
    }

    Optional<String> problem(String value) {
        CommandLine line = CommandLine.split(value);
        if (!line.balanced()) {
            return Optional.of("a quote is not closed, or a backslash stands at the end");
        }
        for (String command : line.commands()) {
            Optional<String> problem = one(command);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<String> one(String command) {
        String prefixes = CommandLine.prefixes(command);
        if (!prefixesAllowed && (prefixes.contains("+") || prefixes.contains("!"))) {
            return Optional.of("the prefix '" + prefixes + "' runs the command as root");
        }
        String program = CommandLine.program(command);
        boolean plain = program.isEmpty() || program.charAt(0) == '/' || Character.isLetterOrDigit(program.charAt(0));
        return plain
                ? Optional.empty()
                : Optional.of("the program's path is quoted, escaped or has a specifier, which could hide a prefix");
    }
}
