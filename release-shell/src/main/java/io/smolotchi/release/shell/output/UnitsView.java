package io.smolotchi.release.shell.output;

import io.smolotchi.release.InstalledUnit;
import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Installed units, how they run, and which release. */
public record UnitsView(List<InstalledUnit> units) implements View {

    @Override
    public void print(Page page) {
        if (units.isEmpty()) {
            page.line("no units are installed");
            return;
        }
        Table table = new Table()
                .column("UNIT")
                .column("STATE")
                .column("SINCE")
                .numbers("PID")
                .numbers("RESTARTS")
                .numbers("MEMORY")
                .column("RUNS")
                .text("NOTES");
        units.forEach(unit -> row(table, unit, page.look()));
        page.table(table);
    }

    private static void row(Table table, InstalledUnit unit, Look look) {
        Status.UnitHealth health = unit.health();
        table.row(
                Cell.of(health.unit()),
                Cell.of(health.well() ? Tone.GOOD : health.optional() ? Tone.WARN : Tone.BAD, health.state()),
                Cell.of(When.relative(health.since(), look)),
                Cell.of(health.mainPid() == 0 ? "" : String.valueOf(health.mainPid())),
                Cell.of(health.restarts() == 0 ? "" : String.valueOf(health.restarts())),
                Cell.of(health.memoryBytes().map(ByteCount::words).orElse("")),
                Cell.of(unit.running().map(Object::toString).orElse("")),
                Cell.of(String.join(", ", notes(unit))));
    }

    private static List<String> notes(InstalledUnit unit) {
        List<String> notes = new ArrayList<>();
        String file = unit.health().fileState();
        if (!file.isEmpty() && !file.equals("enabled") && !unit.notes().contains(file)) {
            notes.add(file);
        }
        if (unit.health().optional()) {
            notes.add("optional");
        }
        notes.addAll(unit.notes());
        if (!unit.health().well()) {
            notes.add("not well");
        }
        return notes;
    }

    @Override
    public void brief(Page page) {
        units.forEach(
                unit -> page.line(unit.health().unit() + " " + unit.health().state()));
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("units", Members.each(units, UnitsView::json)).map();
    }

    private static Members json(InstalledUnit unit) {
        return StatusView.json(unit.health()).and("runs", unit.running()).and("notes", unit.notes());
    }
}
