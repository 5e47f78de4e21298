package io.smolotchi.release.shell.line;

import io.smolotchi.release.refusal.Closest;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Understands a line, given as words. Options may stand anywhere, {@code --} ends them, a value follows its option as the next word or behind {@code =}.
 * All that is wrong with a line is reported together.
 */
public final class Parser {

    private static final String PROGRAM = "smolotchi-release";

    private final Grammar grammar;

    public Parser(Grammar grammar) {
        this.grammar = grammar;
    }

    /** @throws Refused with codes of the kind usage */
    public Values parse(List<String> words) {
        int start = firstWord(words);
        if (start == words.size()) {
            return withoutCommand(words);
        }
        Form form = grammar.beginning(words.subList(start, words.size())).orElseThrow(() -> unknown(words, start));
        return new Line(form).read(locate(words).rest());
    }

    /**
     * Where the command is in a line.
     *
     * @param command its words; the first one that is no option where there is no such command; empty when there are only options
     * @param rest all other words, in order
     */
    public record Located(List<String> command, List<String> rest) {}

    public Located locate(List<String> words) {
        int start = firstWord(words);
        int length = start == words.size()
                ? 0
                : grammar.beginning(words.subList(start, words.size()))
                        .map(form -> form.name().split(" ", -1).length)
                        .orElse(1);
        List<String> rest = Stream.concat(
                        words.subList(0, start).stream(), words.subList(start + length, words.size()).stream())
                .toList();
        return new Located(words.subList(start, start + length), rest);
    }

    /** Whether the words are options for a whole session, such as {@code --root DIR}, without a command. */
    public static boolean isSession(List<String> words) {
        return firstWord(words) == words.size()
                && !words.contains("--help")
                && !words.contains("-h")
                && !words.contains("--version");
    }

    /** Whether the words ask for JSON, also when they are wrong otherwise. */
    public static boolean asksFor(String flag, List<String> words) {
        int end = words.indexOf("--");
        return words.subList(0, end < 0 ? words.size() : end).contains("--" + flag);
    }

    /** The root that the words name, also when they are wrong otherwise. */
    public static Optional<String> root(List<String> words) {
        int end = words.indexOf("--");
        List<String> options = words.subList(0, end < 0 ? words.size() : end);
        String joined = "--root=";
        for (int i = 0; i < options.size(); i++) {
            String word = options.get(i);
            if (word.startsWith(joined)) {
                return Optional.of(word.substring(joined.length())).filter(root -> !root.isEmpty());
            }
            if (word.equals("--root") && i + 1 < options.size()) {
                return Optional.of(options.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Index of the command's first word: options that may stand before it are skipped with their values. */
    private static int firstWord(List<String> words) {
        int i = 0;
        while (i < words.size() && words.get(i).startsWith("-")) {
            String word = words.get(i);
            boolean takesNext = Stream.concat(Form.EVERYWHERE.stream(), Form.OF_CHANGES.stream())
                    .anyMatch(option -> option.value().isPresent() && word.equals("--" + option.name()));
            i += takesNext && i + 1 < words.size() ? 2 : 1;
        }
        return i;
    }

    private Values withoutCommand(List<String> words) {
        if (words.contains("--version")) {
            return new Values(grammar.named("version").orElseThrow(), List.of(), Map.of());
        }
        Form help = grammar.named("help").orElseThrow();
        Values values = new Line(help).read(words);
        if (!values.flag("help")) {
            throw new Refused(Code.COMMAND_UNKNOWN, "cannot run: because no command was given", PROGRAM + " help");
        }
        return values;
    }

    private Refused unknown(List<String> words, int start) {
        String word = words.get(start);
        Optional<String> second = start + 1 < words.size()
                ? Optional.of(words.get(start + 1)).filter(next -> !next.startsWith("-"))
                : Optional.empty();
        String hint = grammar.meant(word, second)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        List<Form> below = grammar.below(word);
        if (!below.isEmpty()) {
            String next = String.join(
                    ", ",
                    below.stream()
                            .map(form -> form.name().substring(word.length() + 1))
                            .toList());
            return new Refused(
                    Code.COMMAND_UNKNOWN,
                    "cannot run '" + Shown.of(word) + "': because it needs one of these words behind it: " + next
                            + hint,
                    PROGRAM + " help " + below.getFirst().name());
        }
        return new Refused(
                Code.COMMAND_UNKNOWN,
                "cannot run '" + Shown.of(word) + "': because there is no such command" + hint,
                PROGRAM + " help");
    }

    /** One line while it is read. */
    private static final class Line {

        private final Form form;
        private final List<String> operands = new ArrayList<>();
        private final Map<String, String> options = new HashMap<>();
        private final List<Refusal> problems = new ArrayList<>();

        Line(Form form) {
            this.form = form;
        }

        Values read(List<String> words) {
            int i = 0;
            while (i < words.size()) {
                String word = words.get(i++);
                if (word.equals("--")) {
                    operands.addAll(words.subList(i, words.size()));
                    break;
                }
                if (word.length() > 1 && word.startsWith("-")) {
                    boolean hasNext = i < words.size() && !words.get(i).startsWith("--");
                    i += option(word, hasNext ? Optional.of(words.get(i)) : Optional.empty());
                } else {
                    operands.add(word);
                }
            }
            if (!options.containsKey("help")) {
                checkOperands();
            }
            if (!problems.isEmpty()) {
                throw new Refused(problems);
            }
            return new Values(form, operands, options);
        }

        /** Returns how many words behind the option were taken as its value. */
        private int option(String word, Optional<String> next) {
            int equals = word.indexOf('=');
            String called = equals < 0 ? word : word.substring(0, equals);
            Optional<Option> found = find(called);
            if (found.isEmpty()) {
                problems.add(unknownOption(called));
                return 0;
            }
            Option option = found.get();
            if (option.value().isEmpty()) {
                if (equals >= 0) {
                    bad("cannot use " + called + " with a value: because it takes none");
                }
                options.put(option.name(), "");
                return 0;
            }
            Optional<String> value = equals < 0 ? next : Optional.of(word.substring(equals + 1));
            if (value.isEmpty()) {
                bad("cannot use " + called + ": because it needs a value, " + option.shown());
                return 0;
            }
            option.shape().problem(option.shown(), value.get()).ifPresent(problems::add);
            if (options.put(option.name(), value.get()) != null) {
                bad("cannot use " + called + " twice: because only one value counts");
            }
            return equals < 0 ? 1 : 0;
        }

        private Optional<Option> find(String called) {
            if (called.startsWith("--")) {
                return form.option(called.substring(2));
            }
            return form.accepted().stream()
                    .filter(option -> option.letter().isPresent()
                            && called.equals("-" + option.letter().get()))
                    .findFirst();
        }

        private Refusal unknownOption(String called) {
            List<String> names = form.accepted().stream().map(Option::name).toList();
            String hint = Closest.to(called.replaceFirst("^-+", ""), names)
                    .map(near -> "; did you mean '--" + near + "'?")
                    .orElse("");
            return Refusal.of(
                    Code.OPTION_UNKNOWN,
                    "cannot use " + Shown.of(called) + " with '" + form.name() + "': because it takes no such option"
                            + hint,
                    PROGRAM + " help " + form.name());
        }

        private void checkOperands() {
            List<Operand> expected = form.operands();
            boolean endless = !expected.isEmpty() && expected.getLast().repeated();
            // The value of an option that is unknown looks like one word too many.
            boolean certain = problems.stream().noneMatch(problem -> problem.code() == Code.OPTION_UNKNOWN);
            if (!endless && certain && operands.size() > expected.size()) {
                String extra = operands.get(expected.size());
                bad("cannot use '" + Shown.of(extra) + "': because '" + form.name() + "' takes no more words");
            }
            for (int i = 0; i < expected.size(); i++) {
                Operand operand = expected.get(i);
                if (i < operands.size()) {
                    operand.shape().problem(operand.name(), operands.get(i)).ifPresent(problems::add);
                } else if (operand.required()) {
                    bad("cannot run '" + form.name() + "': because " + operand.name() + " is missing");
                }
            }
        }

        private void bad(String what) {
            problems.add(Refusal.of(Code.VALUE_MALFORMED, what, PROGRAM + " help " + form.name()));
        }
    }
}
