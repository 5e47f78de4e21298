package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ActivationMembers;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of the history, newest first. */
public record HistoryView(List<Activation> rows) implements View {

    @Override
    public void print(Page page) {
        if (rows.isEmpty()) {
            page.line("the history has no such rows");
            return;
        }
        page.table(table(rows, page.look()));
    }

    static Table table(List<Activation> rows, Look look) {
        Table table = new Table()
                .numbers("#")
                .column("WHEN")
                .column("WHAT")
                .column("CHANGE")
                .column("OUTCOME")
                .text("BY")
                .text("REASON");
        rows.forEach(row -> table.row(
                Cell.of("@" + row.id()),
                Cell.of(When.relative(row.openedAt(), look)),
                Cell.of(row.kind().word()),
                Cell.of(change(row, look)),
                OutcomeText.cell(row.ended().map(Ended::outcome)),
                Cell.of(by(row.caller())),
                Cell.of(row.caller().reason())));
        return table;
    }

    static String change(Activation row, Look look) {
        String to = row.to().map(Object::toString).orElse("nothing");
        return row.from().map(from -> from + " " + look.arrow() + " " + to).orElse(to);
    }

    /** The way in is named where it is not the usual one. */
    static String by(Caller caller) {
        return caller.origin() == Origin.CONSOLE || caller.origin().name().equalsIgnoreCase(caller.actor())
                ? caller.actor()
                : caller.actor() + " (" + caller.origin().name().toLowerCase(Locale.ROOT) + ")";
    }

    @Override
    public void brief(Page page) {
        rows.forEach(row -> page.line("@" + row.id()));
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("activations", Members.each(rows, HistoryView::json)).map();
    }

    static Members json(Activation row) {
        return new Members().andAll(ActivationMembers.of(row));
    }
}
