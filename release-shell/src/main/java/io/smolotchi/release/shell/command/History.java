package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.line.Values;
import io.smolotchi.release.shell.output.HistoryView;
import java.util.List;
import java.util.Optional;

/** {@code history}. */
public final class History implements Verb {

    public static final String SUMMARY = "What was activated and rolled back, newest first";

    private static final int USUAL_LIMIT = 20;
    private static final List<String> OUTCOMES =
            List.of("healthy", "unchecked", "rolled-back", "stranded", "abandoned", "refused", "failed");

    @Override
    public Form form() {
        return Form.of("history", Group.LOOK, SUMMARY)
                .about("Failed attempts are in it too; nothing is ever taken out.")
                .option(Option.valued("limit", "N", new Shape.Count(1, 1000), "At most N rows; 20 unless given"))
                .option(Option.valued("version", "V", new Shape.VersionName(), "Only rows from or to this version"))
                .option(Option.valued(
                        "outcome",
                        "W",
                        new Shape.Choice(OUTCOMES),
                        "Only rows that ended so: " + String.join(", ", OUTCOMES)))
                .example("history --outcome rolled-back", "The attempts that were undone")
                .look();
    }

    @Override
    public Answer run(Session session) {
        Values values = session.values();
        HistoryFilter filter = new HistoryFilter(
                values.option("version").map(Version::of),
                values.option("outcome").map(word -> word.replace('-', ' ')),
                Optional.empty(),
                values.number("limit").orElse(USUAL_LIMIT));
        return Answer.of(new HistoryView(session.inquiries().history(filter)));
    }
}
