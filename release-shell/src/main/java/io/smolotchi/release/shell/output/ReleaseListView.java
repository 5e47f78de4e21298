package io.smolotchi.release.shell.output;

import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Releases on disk, newest first.
 *
 * @param bytesAlone what only that release holds
 */
public record ReleaseListView(List<ReleaseSummary> releases, Map<Version, Long> bytesAlone) implements View {

    private static final int WIDTH_WITH_ALONE = 76;

    @Override
    public void print(Page page) {
        if (releases.isEmpty()) {
            page.line("no releases are staged");
            return;
        }
        Table table = new Table()
                .column("VERSION")
                .column("STATE")
                .column("STAGED")
                .column("LAST HEALTHY")
                .numbers("SIZE");
        boolean roomy = page.look().width() >= WIDTH_WITH_ALONE;
        if (roomy) {
            table.numbers("ALONE");
        }
        table.text("NOTES");
        releases.forEach(summary -> table.row(row(summary, page.look(), roomy)));
        page.table(table);
    }

    private Cell[] row(ReleaseSummary summary, Look look, boolean roomy) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(
                        summary.current() ? Tone.STRONG : Tone.PLAIN,
                        summary.release().version().value()),
                state(summary),
                Cell.of(When.relative(summary.release().stagedAt(), look)),
                Cell.of(When.relative(summary.lastHealthy(), look)),
                Cell.of(ByteCount.words(summary.release().bytes()))));
        if (roomy) {
            cells.add(Cell.of(alone(summary).map(ByteCount::words).orElse("")));
        }
        cells.add(Cell.of(String.join("; ", notes(summary))));
        return cells.toArray(Cell[]::new);
    }

    private Optional<Long> alone(ReleaseSummary summary) {
        return Optional.ofNullable(bytesAlone.get(summary.release().version()));
    }

    static Cell state(ReleaseSummary summary) {
        String state = summary.state();
        return Cell.of(
                switch (state) {
                    case "current", "good" -> Tone.GOOD;
                    case "bad" -> Tone.BAD;
                    case "rolled back from" -> Tone.WARN;
                    default -> Tone.PLAIN;
                },
                state);
    }

    static List<String> notes(ReleaseSummary summary) {
        List<String> notes = new ArrayList<>();
        if (summary.rollbackTarget()) {
            notes.add("rollback target");
        }
        if (summary.pinned()) {
            notes.add("pinned");
        }
        summary.bad().ifPresent(reason -> notes.add(reason.isEmpty() ? "marked bad" : "bad: " + reason));
        return notes;
    }

    @Override
    public void brief(Page page) {
        releases.forEach(summary -> page.line(summary.release().version().value()));
    }

    @Override
    public Map<String, ?> json() {
        return Members.of(
                        "releases",
                        Members.each(releases, summary -> json(summary).and("bytesAlone", alone(summary))))
                .map();
    }

    static Members json(ReleaseSummary summary) {
        return Members.of("version", summary.release().version())
                .and("state", summary.state())
                .and("current", summary.current())
                .and("rollbackTarget", summary.rollbackTarget())
                .and("pinned", summary.pinned())
                .and("bad", summary.bad())
                .and("rolledBackFrom", summary.rolledBackFrom())
                .and("lastHealthy", summary.lastHealthy())
                .and("sequence", summary.release().sequence())
                .and("digest", summary.release().digest())
                .and("stagedAt", summary.release().stagedAt())
                .and("stagedBy", summary.release().stagedBy().value())
                .and("source", summary.release().source())
                .and("files", summary.release().files())
                .and("bytes", summary.release().bytes());
    }
}
