package io.smolotchi.release.shell;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Grammar;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import java.util.List;

/** The manual page, man(7), written from the help texts. */
final class ManPage {

    private final Grammar grammar;
    private final StringBuilder text = new StringBuilder();

    ManPage(Grammar grammar) {
        this.grammar = grammar;
    }

    String page() {
        raw(".\\\" Generated from the help texts; see docs/cli.md.");
        raw(".TH SMOLOTCHI\\-RELEASE 8 \"\" \"smolotchi\\-release\" \"System administration\"");
        section("NAME");
        words("smolotchi-release - releases of an application that runs as systemd services");
        section("SYNOPSIS");
        raw(".B smolotchi\\-release");
        words("[--root DIR] [--json] COMMAND ...");
        section("DESCRIPTION");
        words("Stages versions below /opt/smolotchi/releases, installs the systemd units of one of them, points"
                + " /opt/smolotchi/current at it, restarts the services, watches their health, and undoes what does not"
                + " work. Without a command: an interactive console on a terminal; otherwise the lines of standard"
                + " input are run in order, until the first that fails.");
        paragraph();
        words("Standard output carries data only; plans, progress, questions and errors go to standard error. V is a"
                + " version, @N an operation by its number. A value follows its option as the next word, or behind =.");
        for (Group group : Group.values()) {
            section(group.title());
            grammar.shown().stream().filter(form -> form.group() == group).forEach(this::command);
        }
        section("OPTIONS OF EVERY COMMAND");
        options(Form.EVERYWHERE);
        section("OPTIONS OF EVERY CHANGE");
        options(Form.OF_CHANGES);
        section("EXIT STATUS");
        for (ExitCode exit : ExitCode.values()) {
            item(String.valueOf(exit.value()), exit.about());
        }
        section("CODES");
        words("Shown in brackets behind a refusal.");
        for (Code code : Code.values()) {
            item(code.name(), code.explanation());
        }
        section("OVER THE SYSTEM BUS");
        words(
                "The package's pages run as the user smolotchi-release-web, and ask io.smolotchi.Release1 on the system bus for what"
                        + " they show and change. The bus starts \"smolotchi-release operator\" for it, as root, in"
                        + " smolotchi-release-operator.service; it ends when nobody has called for two minutes. Whoever else asks needs"
                        + " an authorization of polkit for io.smolotchi.release.read, stage, activate and so on.");
        section("FILES");
        item("/etc/smolotchi-release/release.yaml", "Settings of the host.");
        item("/opt/smolotchi/releases, /opt/smolotchi/current", "Sealed releases, and the link to the one that runs.");
        item("/var/lib/smolotchi-release", "Catalog, locks, and the journal of an activation in progress.");
        item(
                "/var/lib/smolotchi-release-web",
                "Accounts of the pages and what was uploaded, of the user smolotchi-release-web.");
        section("SEE ALSO");
        words("systemctl(1), journalctl(1), polkit(8), systemd.unit(5)");
        return text.toString();
    }

    private void command(Form form) {
        raw(".SS " + roff(form.name()));
        raw(".B smolotchi\\-release");
        words(form.synopsis() + (form.change() ? " [OPTIONS OF CHANGES]" : ""));
        paragraph();
        words(form.summary() + ".");
        form.about().lines().forEach(this::words);
        form.operands().forEach(operand -> item(operand.name(), operand.about() + "."));
        options(form.options());
        paragraph();
        words("Exit status: " + form.exitCodes() + ".");
        form.examples().forEach(example -> {
            paragraph();
            words(example.about() + ":");
            raw(".EX");
            raw(".in +4n");
            words("smolotchi-release " + example.line());
            raw(".in");
            raw(".EE");
        });
    }

    private void options(List<Option> options) {
        options.forEach(option -> item(
                option.letter().map(letter -> "-" + letter + ", ").orElse("") + option.shown(), option.about() + "."));
    }

    private void item(String term, String about) {
        raw(".TP");
        raw(".B " + roff(term));
        words(about);
    }

    private void section(String title) {
        raw(".SH " + roff(title.toUpperCase(java.util.Locale.ROOT)));
    }

    private void paragraph() {
        raw(".PP");
    }

    private void words(String words) {
        raw(roff(words));
    }

    private void raw(String line) {
        text.append(line).append('\n');
    }

    /** As it is shown: hyphens are those of options, and no line begins as a request. */
    private static String roff(String words) {
        String escaped = words.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
