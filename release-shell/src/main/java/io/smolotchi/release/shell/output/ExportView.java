package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ActivationMembers;
import io.smolotchi.release.catalog.HistoryFormat;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Rows of the history for other programs. */
public record ExportView(Iterable<Activation> rows, HistoryFormat format) implements View {

    @Override
    public void print(Page page) {
        format.header().ifPresent(page::line);
        rows.forEach(row -> page.line(format.line(row)));
    }

    @Override
    public void brief(Page page) {
        print(page);
    }

    @Override
    public Map<String, ?> json() {
        return Members.of(
                        "activations",
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(ActivationMembers::of)
                                .toList())
                .map();
    }
}
