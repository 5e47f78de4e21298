package io.smolotchi.release.shell.output;

import io.smolotchi.release.ReleaseDetails;
import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.catalog.ByteCount;
import java.util.LinkedHashMap;
import java.util.Map;

/** One release with everything that is known of it. */
public record ReleaseView(ReleaseDetails details) implements View {

    @Override
    public void print(Page page) {
        ReleaseSummary summary = details.summary();
        Look look = page.look();
        Map<String, Cell> fields = new LinkedHashMap<>();
        fields.put("version", Cell.of(Tone.STRONG, summary.release().version().value()));
        fields.put("state", ReleaseListView.state(summary));
        fields.put("notes", Cell.of(String.join("; ", ReleaseListView.notes(summary))));
        fields.put("digest", Cell.of(summary.release().digest().hex()));
        fields.put("staged", Cell.of(When.full(summary.release().stagedAt(), look)));
        fields.put("by operation", Cell.of("@" + summary.release().stagedBy()));
        fields.put("source", Cell.of(summary.release().source()));
        fields.put(
                "content",
                Cell.of(summary.release().files() + " entries, "
                        + ByteCount.words(summary.release().bytes()) + ", " + ByteCount.words(details.bytesAlone())
                        + " of the disk held by it alone"));
        fields.put(
                "last healthy",
                Cell.of(summary.lastHealthy().isEmpty() ? "never" : When.full(summary.lastHealthy(), look)));
        page.fields(fields);
        if (!details.provenance().isEmpty()) {
            page.heading("provenance");
            details.provenance().forEach(line -> page.line("  " + line));
        }
        if (!details.units().isEmpty()) {
            page.heading("units");
            details.units().forEach(unit -> page.line("  " + unit));
        }
        if (!details.activations().isEmpty()) {
            page.heading("history");
            page.indented(HistoryView.table(details.activations(), look));
        }
    }

    @Override
    public Map<String, ?> json() {
        return Members.of(
                        "release",
                        ReleaseListView.json(details.summary())
                                .and("bytesAlone", details.bytesAlone())
                                .map())
                .and("provenance", details.provenance())
                .and("units", details.units())
                .and("activations", Members.each(details.activations(), HistoryView::json))
                .map();
    }
}
