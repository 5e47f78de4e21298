package io.smolotchi.release.shell.command;

import io.smolotchi.release.refusal.Closest;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Grammar;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.CommandHelpView;
import io.smolotchi.release.shell.output.HelpView;
import java.util.List;
import java.util.stream.Stream;

/** {@code help [COMMAND]}, and {@code COMMAND --help}. */
public final class Help implements Verb {

    public static final String SUMMARY = "All commands, or all about one";

    private static final Form FORM = Form.of("help", Group.HELP, SUMMARY)
            .faultless()
            .about("The same as COMMAND --help.")
            .operand(new Operand("COMMAND", new Shape.CommandName(), false, true, "A command, of one word or two"))
            .example("help", "All commands")
            .example("help schedule enable", "One of two words")
            .look();

    private final Grammar grammar;

    /** @param others all other commands */
    Help(List<Form> others) {
        this.grammar =
                new Grammar(Stream.concat(others.stream(), Stream.of(FORM)).toList());
    }

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public Answer run(Session session) {
        Form asked = session.values().form();
        if (!asked.equals(FORM)) {
            return Answer.of(new CommandHelpView(asked));
        }
        List<String> words = session.values().operands();
        if (words.isEmpty()) {
            return Answer.of(new HelpView(grammar));
        }
        return Answer.of(new CommandHelpView(named(String.join(" ", words))));
    }

    private Form named(String name) {
        List<String> names = grammar.shown().stream().map(Form::name).toList();
        return grammar.named(name)
                .orElseThrow(() -> new Refused(
                        Code.COMMAND_UNKNOWN,
                        "cannot explain '" + name + "': because there is no such command"
                                + Closest.to(name, names)
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(""),
                        "smolotchi-release help"));
    }
}
