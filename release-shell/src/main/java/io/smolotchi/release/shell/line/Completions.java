package io.smolotchi.release.shell.line;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What may come next on a line. Knows the grammar; what is on the machine it is told by {@link Known}. */
public final class Completions {

    /** @param about shown beside it; may be empty */
    public record Candidate(String word, String about) {}

    /** Names on this machine, the most useful first. */
    public interface Known {

        List<Candidate> versions();

        List<Candidate> operations();
    }

    private final Grammar grammar;
    private final Known known;

    public Completions(Grammar grammar, Known known) {
        this.grammar = grammar;
        this.known = known;
    }

    /**
     * @param before words before the one that is typed
     * @param typed the beginning of the word that is typed; may be empty
     */
    public List<Candidate> after(List<String> before, String typed) {
        Optional<Option> open = openOption(before);
        if (open.isPresent()) {
            return starting(values(open.get().shape()), typed);
        }
        Parser.Located located = new Parser(grammar).locate(before);
        if (located.command().isEmpty()) {
            return starting(typed.startsWith("-") ? options(Form.EVERYWHERE, before) : commands(), typed);
        }
        Optional<Form> form = grammar.named(String.join(" ", located.command()));
        if (form.isEmpty()) {
            return starting(below(located.command().getFirst()), typed);
        }
        if (typed.startsWith("-")) {
            return starting(options(form.get().accepted(), before), typed);
        }
        return starting(nextOperand(form.get(), located).map(this::values).orElse(List.of()), typed);
    }

    /** Whether the next word may be a path, which is for the file system to complete. */
    public boolean takesPath(List<String> before) {
        Optional<Shape> shape = openOption(before).map(Option::shape).or(() -> {
            Parser.Located located = new Parser(grammar).locate(before);
            return grammar.named(String.join(" ", located.command())).flatMap(form -> nextOperand(form, located));
        });
        return shape.filter(s -> s instanceof Shape.AnyPath || s instanceof Shape.Directory)
                .isPresent();
    }

    private Optional<Option> openOption(List<String> before) {
        if (before.isEmpty() || !before.getLast().startsWith("--")) {
            return Optional.empty();
        }
        return Stream.concat(
                        grammar.forms().stream().flatMap(form -> form.accepted().stream()), Form.EVERYWHERE.stream())
                .filter(option -> option.value().isPresent() && before.getLast().equals("--" + option.name()))
                .findFirst();
    }

    private List<Candidate> commands() {
        return grammar.shown().stream()
                .map(form ->
                        new Candidate(form.name().split(" ", 2)[0], form.name().contains(" ") ? "" : form.summary()))
                .distinct()
                .toList();
    }

    private List<Candidate> below(String first) {
        return grammar.below(first).stream()
                .map(form -> new Candidate(form.name().substring(first.length() + 1), form.summary()))
                .toList();
    }

    private static List<Candidate> options(List<Option> options, List<String> before) {
        return options.stream()
                .filter(option -> !before.contains("--" + option.name()))
                .map(option -> new Candidate("--" + option.name(), option.about()))
                .toList();
    }

    /** How the next word that is no option would have to look. */
    private static Optional<Shape> nextOperand(Form form, Parser.Located located) {
        int index = operandsBefore(form, located);
        List<Operand> operands = form.operands();
        return index < operands.size() ? Optional.of(operands.get(index).shape()) : Optional.empty();
    }

    private static int operandsBefore(Form form, Parser.Located located) {
        int index = 0;
        for (int i = 0; i < located.rest().size(); i++) {
            String word = located.rest().get(i);
            boolean valued = word.startsWith("--")
                    && form.option(word.substring(2)).flatMap(Option::value).isPresent();
            if (valued) {
                i++;
            } else if (!word.startsWith("-")) {
                index++;
            }
        }
        return index;
    }

    private List<Candidate> values(Shape shape) {
        return switch (shape) {
            case Shape.VersionName _ -> known.versions();
            case Shape.OperationName _ -> known.operations();
            case Shape.VersionOrOperation _ ->
                Stream.concat(known.versions().stream(), known.operations().stream())
                        .toList();
            case Shape.Choice choice ->
                choice.words().stream().map(word -> new Candidate(word, "")).toList();
            case Shape.CodeName _ ->
                Shape.codes().stream().map(code -> new Candidate(code, "")).toList();
            case Shape.CommandName _ -> commands();
            case Shape.AnyPath _,
                    Shape.Directory _,
                    Shape.Text _,
                    Shape.Why _,
                    Shape.Count _,
                    Shape.Moment _,
                    Shape.HowLong _ -> List.of();
        };
    }

    private static List<Candidate> starting(List<Candidate> candidates, String typed) {
        return candidates.stream()
                .filter(candidate -> candidate.word().startsWith(typed))
                .toList();
    }
}
