package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import java.util.Map;
import java.util.Optional;

/** How an operation ended that this process carried out for somebody else. */
public record PerformedView(OperationId id, Outcome outcome) implements View {

    @Override
    public void print(Page page) {
        page.line(Cell.of("@" + id + ": "), OutcomeText.cell(Optional.of(outcome)));
        OutcomeText.details(outcome).forEach(detail -> page.line("  " + detail));
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("operation", id.value())
                .andAll(OutcomeText.json(Optional.of(outcome)).map())
                .map();
    }
}
