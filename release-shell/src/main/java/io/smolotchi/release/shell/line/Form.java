package io.smolotchi.release.shell.line;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command looks like on the line, and all that help says about it.
 *
 * @param name one or more words
 * @param summary one line, without a full stop
 * @param about paragraphs; may be empty
 * @param hidden not in the overview: for programs, not for people
 * @param change takes the options of {@link #OF_CHANGES}
 * @param exits with which codes it may end
 */
public record Form(
        String name,
        Group group,
        String summary,
        String about,
        List<Operand> operands,
        List<Option> options,
        List<Example> examples,
        boolean hidden,
        boolean change,
        SortedSet<Integer> exits) {

    public Form {
        exits = Collections.unmodifiableSortedSet(new TreeSet<>(exits));
    }

    public static final List<Option> EVERYWHERE = List.of(
            Option.valued(
                    "root",
                    "DIR",
                    new Shape.Directory(),
                    "The machine's root directory, as in systemctl --root. Below another root than / nothing is started"),
            Option.flag("json", "One JSON document on standard output, with times in UTC"),
            Option.flag("quiet", "Only what was asked for and errors: no plan, no progress, no hints")
                    .or('q'),
            Option.flag("no-color", "No colours, as with NO_COLOR"),
            Option.flag("utc", "Times as they are, in UTC, and not how long ago"),
            Option.flag("debug", "Log to standard error, and show the stack trace of a fault"),
            Option.flag("help", "Say what the command does").or('h'));

    public static final List<Option> OF_CHANGES = List.of(
            Option.flag("yes", "Do not ask for confirmation").or('y'),
            Option.flag("dry-run", "Show the plan and stop; exit code 3 when it would be refused")
                    .or('n'),
            Option.valued(
                    "reason", "TEXT", new Shape.Why(), "Why, kept in the history; one line of at most 500 characters"),
            Option.valued(
                    "wait",
                    "DURATION",
                    new Shape.HowLong(),
                    "While somebody else holds the lock, wait for so long: 30s, 5m, 1h; else exit code 6 at once"),
            Option.flag("foreground", "Carry it out in this process instead of a service of its own"));

    /** All options that the command takes. */
    public List<Option> accepted() {
        Stream<Option> own = Stream.concat(options.stream(), change ? OF_CHANGES.stream() : Stream.empty());
        return Stream.concat(own, EVERYWHERE.stream()).toList();
    }

    public Optional<Option> option(String called) {
        return accepted().stream()
                .filter(option -> option.name().equals(called))
                .findFirst();
    }

    /** Such as {@code activate V [--force]}. */
    public String synopsis() {
        Stream<String> words = operands.stream().map(Operand::synopsis);
        Stream<String> flags = options.stream().map(option -> "[" + option.shown() + "]");
        return Stream.concat(Stream.of(name), Stream.concat(words, flags)).collect(Collectors.joining(" "));
    }

    /** All codes with which it may end, such as {@code 0, 1, 2, 3}. */
    public String exitCodes() {
        return exits.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    public static Builder of(String name, Group group, String summary) {
        return new Builder(name, group, summary);
    }

    public static final class Builder {

        private final String name;
        private final Group group;
        private final String summary;
        private final List<Operand> operands = new ArrayList<>();
        private final List<Option> options = new ArrayList<>();
        private final List<Example> examples = new ArrayList<>();
        private final SortedSet<Integer> exits = new TreeSet<>(List.of(0, 1, 2));
        private String about = "";
        private boolean hidden;
        private boolean change;

        private Builder(String name, Group group, String summary) {
            this.name = name;
            this.group = group;
            this.summary = summary;
        }

        public Builder about(String paragraphs) {
            about = paragraphs.strip();
            return this;
        }

        public Builder operand(Operand operand) {
            operands.add(operand);
            return this;
        }

        public Builder option(Option option) {
            options.add(option);
            return this;
        }

        public Builder example(String line, String explained) {
            examples.add(new Example(line, explained));
            return this;
        }

        /** Codes beside 0, 1 and 2, and beside those of every change where it is one. */
        public Builder exits(Integer... codes) {
            exits.addAll(List.of(codes));
            return this;
        }

        /** It needs nothing of the machine that could fail. */
        public Builder faultless() {
            exits.remove(1);
            return this;
        }

        public Builder hidden() {
            hidden = true;
            return this;
        }

        /** It asks, and an operation is followed. */
        public Form change() {
            exits(3, 5, 6, 130, 143);
            return asked();
        }

        /** It asks, and is done when it returns. */
        public Form asked() {
            change = true;
            exits(3, 6, 130);
            return look();
        }

        public Form look() {
            return new Form(
                    name,
                    group,
                    summary,
                    about,
                    List.copyOf(operands),
                    List.copyOf(options),
                    List.copyOf(examples),
                    hidden,
                    change,
                    exits);
        }
    }
}
