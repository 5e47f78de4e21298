package io.smolotchi.release.shell.command;

import io.smolotchi.release.HistoryPages;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.HistoryFormat;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.ExportView;
import java.util.List;
import java.util.Locale;

/** {@code catalog export}. */
public final class CatalogExport implements Verb {

    public static final String SUMMARY = "Write the history out, for other programs";

    @Override
    public Form form() {
        Form.Builder form = Form.of("catalog export", Group.MACHINE, SUMMARY)
                .about("""
                        Every row that is chosen, newest first, with the same members as in the JSON of history: a JSON object a line, or comma-separated values
                        (RFC 4180) with a line of names first.""")
                .option(Option.valued(
                        "format", "F", new Shape.Choice(List.of("jsonl", "csv")), "jsonl, which is usual, or csv"));
        return HistoryOptions.on(form)
                .example("catalog export", "All of it, for a file or another program")
                .example("catalog export --format csv --since 30d", "The last thirty days, for a spreadsheet")
                .exits(3)
                .look();
    }

    @Override
    public Answer run(Session session) {
        HistoryFilter first = HistoryOptions.filter(session.values(), HistoryFilter.MOST_ROWS);
        HistoryFormat format = HistoryFormat.valueOf(
                session.values().option("format").orElse("jsonl").toUpperCase(Locale.ROOT));
        return new Answer(new ExportView(new HistoryPages(session.inquiries(), first), format), ExitCode.DONE);
    }
}
