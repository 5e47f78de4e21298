package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.Outcome;
import java.util.Map;
import java.util.Optional;

/** What was done before the application started. */
public record BootView(Outcome outcome) implements View {

    @Override
    public void print(Page page) {
        page.line(OutcomeText.cell(Optional.of(outcome)));
        OutcomeText.details(outcome).forEach(detail -> page.line("  " + detail));
    }

    @Override
    public Map<String, ?> json() {
        return OutcomeText.json(Optional.of(outcome)).map();
    }
}
