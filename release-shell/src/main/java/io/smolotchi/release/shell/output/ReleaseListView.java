package io.smolotchi.release.shell.output;

import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.catalog.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Releases on disk, newest first. */
public record ReleaseListView(List<ReleaseSummary> releases) implements View {

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
                .numbers("SIZE")
                .text("NOTES");
        releases.forEach(summary -> table.row(
                Cell.of(
                        summary.current() ? Tone.STRONG : Tone.PLAIN,
                        summary.release().version().value()),
                state(summary),
                Cell.of(When.relative(summary.release().stagedAt(), page.look())),
                Cell.of(When.relative(summary.lastHealthy(), page.look())),
                Cell.of(ByteCount.words(summary.release().bytes())),
                Cell.of(String.join("; ", notes(summary)))));
        page.table(table);
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
        return Members.of("releases", Members.each(releases, ReleaseListView::json))
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
