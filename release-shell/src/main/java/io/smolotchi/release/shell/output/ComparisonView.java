package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.plan.FileChange;
import io.smolotchi.release.plan.PackageChange;
import io.smolotchi.release.plan.ReleaseComparison;
import io.smolotchi.release.plan.UnitChange;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two releases side by side.
 *
 * @param brief without the lines that differ
 */
public record ComparisonView(ReleaseComparison comparison, boolean brief) implements View {

    @Override
    public void print(Page page) {
        page.line(
                Cell.of(Tone.STRONG, comparison.from() + " -> " + comparison.to()),
                Cell.of(": " + comparison.summary()));
        comparison.notes().forEach(note -> page.paragraph(Tone.WARN, "note: " + note, 2));
        units(page);
        files(page);
        packages(page);
        if (!brief) {
            comparison.units().forEach(unit -> lines(page, unit.path(), unit.diff()));
            comparison.files().forEach(file -> lines(page, file.path(), file.diff()));
        }
    }

    private void units(Page page) {
        Table table = new Table().column("UNIT FILE").column("CHANGE").text("EFFECT");
        comparison
                .units()
                .forEach(unit -> table.row(
                        Cell.of(unit.path()), Cell.of(tone(unit.kind()), word(unit.kind())), Cell.of(unit.effect())));
        show(page, table);
    }

    private void files(Page page) {
        Table table =
                new Table().column("FILE").column("CHANGE").numbers("SIZE").text("NOTES");
        comparison
                .files()
                .forEach(file -> table.row(
                        Cell.of(file.path()),
                        Cell.of(tone(file.kind()), word(file.kind())),
                        Cell.of(size(file)),
                        Cell.of(file.note())));
        show(page, table);
    }

    private void packages(Page page) {
        Table table = new Table().column("PACKAGE").column("BEFORE").column("AFTER");
        comparison
                .packages()
                .forEach(one -> table.row(
                        Cell.of(one.name()),
                        Cell.of(one.before().isEmpty() ? "-" : one.before()),
                        Cell.of(one.after().isEmpty() ? "-" : one.after())));
        show(page, table);
    }

    private static void show(Page page, Table table) {
        if (!table.empty()) {
            page.blank();
            page.table(table);
        }
    }

    private static void lines(Page page, String path, String diff) {
        if (diff.isEmpty()) {
            return;
        }
        page.blank();
        page.heading(path);
        diff.lines().forEach(line -> page.line(tone(line), "  " + line));
    }

    private static Tone tone(String line) {
        return line.startsWith("+")
                ? Tone.GOOD
                : line.startsWith("-") ? Tone.BAD : line.startsWith("@") ? Tone.FAINT : Tone.PLAIN;
    }

    private static Tone tone(Enum<?> kind) {
        return switch (kind.name()) {
            case "ADDED" -> Tone.GOOD;
            case "REMOVED" -> Tone.BAD;
            default -> Tone.PLAIN;
        };
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String size(FileChange file) {
        return switch (file.kind()) {
            case ADDED -> ByteCount.words(file.after());
            case REMOVED -> ByteCount.words(file.before());
            case CHANGED -> difference(file.after() - file.before());
            case MODE -> "";
        };
    }

    private static String difference(long bytes) {
        return bytes == 0 ? "same" : (bytes > 0 ? "+" : "-") + ByteCount.words(Math.abs(bytes));
    }

    @Override
    public void brief(Page page) {
        comparison.units().forEach(unit -> page.line(word(unit.kind()) + " " + unit.path()));
        comparison.files().forEach(file -> page.line(word(file.kind()) + " " + file.path()));
        comparison
                .packages()
                .forEach(one -> page.line("package " + one.name() + " " + one.before() + " -> " + one.after()));
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("from", comparison.from())
                .and("to", comparison.to())
                .and("summary", comparison.summary())
                .and("bytesBefore", comparison.bytesBefore())
                .and("bytesAfter", comparison.bytesAfter())
                .and("units", Members.each(comparison.units(), ComparisonView::json))
                .and("files", Members.each(comparison.files(), ComparisonView::json))
                .and("packages", Members.each(comparison.packages(), ComparisonView::json))
                .and("notes", List.copyOf(comparison.notes()))
                .map();
    }

    private static Members json(UnitChange unit) {
        return Members.of("path", unit.path())
                .and("change", word(unit.kind()))
                .and("effect", unit.effect())
                .and("diff", unit.diff());
    }

    private static Members json(FileChange file) {
        return Members.of("path", file.path())
                .and("change", word(file.kind()))
                .and("before", file.before())
                .and("after", file.after())
                .and("note", file.note())
                .and("diff", file.diff());
    }

    private static Members json(PackageChange one) {
        return Members.of("name", one.name()).and("before", one.before()).and("after", one.after());
    }
}
