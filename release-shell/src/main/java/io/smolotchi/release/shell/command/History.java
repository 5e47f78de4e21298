package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.HistoryView;

/** {@code history}. */
public final class History implements Verb {

    public static final String SUMMARY = "What was activated and rolled back, newest first";

    private static final int USUAL_LIMIT = 20;

    @Override
    public Form form() {
        Form.Builder form = Form.of("history", Group.LOOK, SUMMARY)
                .about("Failed attempts are in it too; nothing is ever taken out.")
                .option(Option.valued("limit", "N", new Shape.Count(1, 1000), "At most N rows; 20 unless given"));
        return HistoryOptions.on(form)
                .example("history --outcome rolled-back", "The attempts that were undone")
                .example("history --actor anna --since 7d", "What anna did in the last seven days")
                .exits(3)
                .look();
    }

    @Override
    public Answer run(Session session) {
        HistoryFilter filter = HistoryOptions.filter(
                session.values(), session.values().number("limit").orElse(USUAL_LIMIT));
        return Answer.of(new HistoryView(session.inquiries().history(filter)));
    }
}
