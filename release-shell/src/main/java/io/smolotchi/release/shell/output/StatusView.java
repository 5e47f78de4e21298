package io.smolotchi.release.shell.output;

import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.refusal.Advice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs now, and whether it is well.
 *
 * @param advice how to type commands for this root
 */
public record StatusView(Status status, Advice advice) implements View {

    @Override
    public void print(Page page) {
        Look look = page.look();
        Map<String, Cell> fields = new LinkedHashMap<>();
        fields.put("application", Cell.of(Tone.STRONG, status.application()));
        fields.put("root", Cell.of(status.root().equals("/") ? "" : status.root()));
        fields.put("current", current());
        fields.put("health", status.well() ? Cell.of(Tone.GOOD, "well") : Cell.of(Tone.BAD, "not well"));
        fields.put(
                "since",
                Cell.of(status.since()
                        .map(row -> When.full(row.openedAt(), look) + ", @" + row.id() + " "
                                + row.kind().word() + " by " + HistoryView.by(row.caller()))
                        .orElse("")));
        fields.put("in progress", open());
        fields.put("rollback", Cell.of(status.rollbackReason()));
        fields.put(
                "redo",
                Cell.of(status.redoTarget()
                        .map(target -> "would go forward to " + target)
                        .orElse("")));
        fields.put(
                "schedule",
                Cell.of(status.schedule()
                        .calendar()
                        .map(calendar -> "prune " + calendar
                                + status.schedule()
                                        .next()
                                        .map(next -> ", next " + When.relative(next, look))
                                        .orElse(""))
                        .orElse("")));
        fields.put(
                "disk",
                Cell.of(ByteCount.words(status.disk().free()) + " of "
                        + ByteCount.words(status.disk().total()) + " free"));
        fields.put("systemd", Cell.of(status.serviceManager()));
        page.fields(fields);
        units(page);
        if (!status.problems().isEmpty()) {
            page.line(Tone.BAD, "problems");
            status.problems().forEach(problem -> page.paragraph("- " + advice.in(problem), 2));
        }
    }

    private Cell current() {
        String version = status.current().map(Object::toString).orElse("nothing");
        String digest = status.digest().map(d -> " (" + d.abbreviated() + ")").orElse("");
        String note = status.currentNote().isEmpty() ? "" : "; " + status.currentNote();
        return Cell.of(Tone.STRONG, version + digest + note);
    }

    private Cell open() {
        if (status.stranded()) {
            return Cell.of(Tone.BAD, "stranded: the last activation could not be undone");
        }
        return status.open()
                .map(id -> status.openRunning()
                        ? Cell.of(Tone.WARN, "@" + id + " is being carried out")
                        : Cell.of(Tone.BAD, "@" + id + " was interrupted and has to be recovered"))
                .orElse(Cell.of(""));
    }

    private void units(Page page) {
        Table table = new Table()
                .column("UNIT")
                .column("STATE")
                .column("SINCE")
                .numbers("RESTARTS")
                .numbers("MEMORY")
                .text("NOTES");
        status.units()
                .forEach(unit -> table.row(
                        Cell.of(unit.unit()),
                        Cell.of(unit.well() ? Tone.GOOD : unit.optional() ? Tone.WARN : Tone.BAD, unit.state()),
                        Cell.of(When.relative(unit.since(), page.look())),
                        Cell.of(unit.restarts() == 0 ? "" : String.valueOf(unit.restarts())),
                        Cell.of(unit.memoryBytes().map(ByteCount::words).orElse("")),
                        Cell.of(notes(unit))));
        if (!table.empty()) {
            page.table(table);
        }
    }

    private static String notes(Status.UnitHealth unit) {
        String file = unit.fileState().equals("enabled") ? "" : unit.fileState();
        return String.join(
                ", ",
                List.of(file, unit.optional() ? "optional" : "", unit.well() ? "" : "not well").stream()
                        .filter(note -> !note.isEmpty())
                        .toList());
    }

    @Override
    public void brief(Page page) {
        page.line(status.current().map(Object::toString).orElse("nothing"));
    }

    @Override
    public List<String> hints() {
        return status.open().isPresent() && !status.openRunning()
                ? List.of("next: " + advice.line("recover"))
                : List.of();
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("application", status.application())
                .and("root", status.root())
                .and("well", status.well())
                .and("current", status.current())
                .and("currentNote", status.currentNote())
                .and("digest", status.digest())
                .and("since", status.since().map(row -> HistoryView.json(row).map()))
                .and("open", status.open().map(OperationId::value))
                .and("openRunning", status.openRunning())
                .and("stranded", status.stranded())
                .and("serviceManager", status.serviceManager())
                .and("units", Members.each(status.units(), StatusView::json))
                .and("rollbackTarget", status.rollbackTarget())
                .and("rollbackReason", status.rollbackReason())
                .and("redoTarget", status.redoTarget())
                .and(
                        "disk",
                        Members.of("free", status.disk().free())
                                .and("total", status.disk().total())
                                .map())
                .and("schedule", new ScheduleView(status.schedule()).json())
                .and("problems", status.problems().stream().map(advice::in).toList())
                .map();
    }

    static Members json(Status.UnitHealth unit) {
        return Members.of("unit", unit.unit())
                .and("state", unit.state())
                .and("well", unit.well())
                .and("optional", unit.optional())
                .and("mainPid", unit.mainPid() == 0 ? Optional.empty() : unit.mainPid())
                .and("restarts", unit.restarts())
                .and("memoryBytes", unit.memoryBytes())
                .and("since", unit.since())
                .and("fileState", unit.fileState());
    }
}
