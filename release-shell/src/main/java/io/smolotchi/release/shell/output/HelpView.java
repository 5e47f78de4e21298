package io.smolotchi.release.shell.output;

import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Grammar;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import java.util.List;
import java.util.Map;

/** All commands, one line each. */
public record HelpView(Grammar grammar) implements View {

    @Override
    public void print(Page page) {
        page.line("smolotchi-release [--root DIR] [--json] COMMAND ...");
        page.line("Without a command: an interactive console.");
        for (Group group : Group.values()) {
            List<Form> forms = of(group);
            if (forms.isEmpty()) {
                continue;
            }
            page.blank();
            page.heading(group.title());
            forms.forEach(form -> page.line(
                    Cell.of("  "), Cell.of(Tone.STRONG, Printable.padded(form.name(), 20)), Cell.of(form.summary())));
        }
        page.blank();
        page.line("smolotchi-release help COMMAND says more about one.");
    }

    private List<Form> of(Group group) {
        return grammar.shown().stream().filter(form -> form.group() == group).toList();
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("commands", Members.each(grammar.shown(), HelpView::form))
                .map();
    }

    static Members form(Form form) {
        return Members.of("name", form.name())
                .and("synopsis", form.synopsis())
                .and("group", form.group().title())
                .and("summary", form.summary())
                .and("change", form.change())
                .and("options", Members.each(form.accepted(), HelpView::option));
    }

    private static Members option(Option option) {
        return Members.of("name", "--" + option.name())
                .and("value", option.value())
                .and("about", option.about());
    }
}
