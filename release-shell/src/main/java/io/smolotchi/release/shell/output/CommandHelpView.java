package io.smolotchi.release.shell.output;

import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Option;
import java.util.List;
import java.util.Map;

/** All about one command. */
public record CommandHelpView(Form form) implements View {

    @Override
    public void print(Page page) {
        page.line(Tone.STRONG, "smolotchi-release " + form.synopsis());
        page.paragraph(form.summary() + ".", 2);
        form.about().lines().forEach(paragraph -> page.paragraph(paragraph, 2));
        if (!form.operands().isEmpty()) {
            page.blank();
            form.operands().forEach(operand -> entry(page, operand.name(), operand.about()));
        }
        options(page, "Options", form.options());
        options(page, "Options of every change", form.change() ? Form.OF_CHANGES : List.of());
        options(page, "Options of every command", Form.EVERYWHERE);
        page.blank();
        page.line("Exit codes: " + form.exitCodes());
        if (!form.examples().isEmpty()) {
            page.blank();
            page.heading("Examples");
            form.examples().forEach(example -> {
                page.line("  smolotchi-release " + example.line());
                page.paragraph(example.about(), 6);
            });
        }
    }

    private static void options(Page page, String heading, List<Option> options) {
        if (!options.isEmpty()) {
            page.blank();
            page.heading(heading);
            options.forEach(option -> entry(
                    page,
                    option.letter().map(letter -> "-" + letter + ", ").orElse("") + option.shown(),
                    option.about()));
        }
    }

    private static void entry(Page page, String name, String about) {
        page.line("  " + name);
        page.paragraph(about, 6);
    }

    @Override
    public Map<String, ?> json() {
        return HelpView.form(form).and("about", form.about()).map();
    }
}
