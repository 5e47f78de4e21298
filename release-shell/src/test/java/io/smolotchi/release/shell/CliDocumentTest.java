package io.smolotchi.release.shell;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.shell.command.Commands;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Grammar;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.output.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/cli.md} is made from the same texts as help. */
class CliDocumentTest {

    private final StringBuilder text = new StringBuilder();

    @Test
    void the_manual_says_what_the_help_says() throws IOException {
        Grammar grammar = Commands.all().grammar();
        line("# The command line");
        line(
                "<!-- Generated from the help texts: mvn -pl release-shell -am test -Dtest=CliDocumentTest -Dregenerate=true -Dsurefire.failIfNoSpecifiedTests=false -->");
        line("    smolotchi-release [--root DIR] [--json] COMMAND ...");
        line("Without a command: an interactive console on a terminal; otherwise the lines of standard input are run in"
                + " order, until the first that fails. Standard output carries data only; plans, progress, questions"
                + " and errors go to standard error.");
        line("`V` is a version, `@N` an operation by its number. `--` ends the options. A value follows its option as"
                + " the next word, or behind `=`.");
        for (Group group : Group.values()) {
            line("## " + group.title());
            grammar.shown().stream().filter(form -> form.group() == group).forEach(this::command);
        }
        line("## Options of every command");
        options(Form.EVERYWHERE);
        line("## Options of every change");
        line("A change shows its plan, asks (default: no), has it carried out by a service of its own where systemd"
                + " runs, and follows it. Without a terminal it needs `--yes`. Ctrl-C while it is followed leaves it"
                + " alone; `watch @N` comes back to it. Where it is carried out by this process (another root, --foreground), Ctrl-C cancels a"
                + " staging or a repair, and takes it back whole.");
        options(Form.OF_CHANGES);
        line("## Exit codes");
        table("Code", "Meaning");
        for (ExitCode exit : ExitCode.values()) {
            row(String.valueOf(exit.value()), exit.about());
        }
        end();
        line("## JSON");
        line("`--json` gives one object with `schema` (now " + Json.SCHEMA
                + "; raised when a member is renamed, removed"
                + " or changes its meaning), `command` and `exit`, then the command's own members. Times are UTC, sizes"
                + " bytes. A refusal has `refusals`, each with `code`, `what` and `remedy`. A JSON Schema for each command"
                + " is in [schema](schema/README.md).");
        line("## Codes");
        table("Code", "Kind", "Meaning");
        for (Code code : Code.values()) {
            row("`" + code.name() + "`", code.kind().name().toLowerCase(java.util.Locale.ROOT), code.explanation());
        }
        Golden.compare(Path.of("../docs/cli.md"), text.toString());
    }

    private void command(Form form) {
        line("### " + form.name());
        line("    smolotchi-release " + form.synopsis() + (form.change() ? " [OPTIONS OF CHANGES]" : ""));
        line(form.summary() + ".");
        form.about().lines().forEach(this::line);
        if (!form.operands().isEmpty() || !form.options().isEmpty()) {
            table("Word", "Meaning");
            form.operands().forEach(operand -> row("`" + escaped(operand.name()) + "`", operand.about()));
            form.options().forEach(option -> row("`" + shown(option) + "`", option.about()));
            end();
        }
        line("Exit codes: " + form.exitCodes() + ".");
        form.examples()
                .forEach(example -> line("    # " + example.about() + "\n    smolotchi-release " + example.line()));
    }

    private void options(List<Option> options) {
        table("Option", "Meaning");
        options.forEach(option -> row("`" + shown(option) + "`", option.about()));
        end();
    }

    private static String shown(Option option) {
        return option.letter().map(letter -> "-" + letter + ", ").orElse("") + option.shown();
    }

    private void table(String... headings) {
        row(headings);
        text.append("|---".repeat(headings.length)).append("|\n");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|");
    }

    private void end() {
        text.append('\n');
    }

    private void line(String paragraph) {
        text.append(paragraph).append("\n\n");
    }
}
