package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.plan.PrunePlan;
import java.util.List;
import java.util.stream.Stream;

/** What pruning would delete and keep, and why. */
public record PruneView(String policy, List<Row> rows, List<String> notes, int deletions, String freed) {

    public record Row(String version, String href, Badge fate, String reason, String freed) {}

    static PruneView of(PrunePlan plan) {
        return new PruneView(
                plan.policy(),
                plan.rows().stream().map(PruneView::row).toList(),
                Stream.concat(plan.otherDeletions().stream(), plan.notes().stream())
                        .toList(),
                plan.deletions().size(),
                ByteCount.words(plan.freed()));
    }

    private static Row row(PrunePlan.Row row) {
        return new Row(
                row.version().value(),
                "/releases/" + row.version(),
                row.delete() ? new Badge("bin", "warn", "delete") : new Badge("ok", "quiet", "keep"),
                row.reason(),
                row.delete() ? ByteCount.words(row.freed()) : "");
    }
}
