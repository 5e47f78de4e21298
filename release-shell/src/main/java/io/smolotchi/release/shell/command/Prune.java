package io.smolotchi.release.shell.command;

import io.smolotchi.release.operation.Request;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;

/** {@code prune}. */
public final class Prune implements Verb {

    public static final String SUMMARY = "Delete releases that are no longer needed";

    @Override
    public Form form() {
        return Form.of("prune", Group.RELEASES, SUMMARY)
                .about(
                        "The plan names a reason for every release that is kept or deleted. What runs, what a rollback would choose, and what is"
                                + " pinned is never deleted. The history keeps its rows.")
                .option(Option.valued(
                        "keep",
                        "N",
                        new Shape.Count(1, 1000),
                        "Keep the last N healthy releases, whatever is configured"))
                .option(Option.flag("scheduled", "Asked by the timer: an operation in progress is no error"))
                .example("prune --dry-run", "What would be deleted, and why")
                .example("prune --keep 3 --yes", "Keep three, without asking")
                .change();
    }

    @Override
    public Answer run(Session session) {
        boolean scheduled = session.values().flag("scheduled");
        return new ChangeFlow(session).run(new Request.Prune(session.values().number("keep"), scheduled));
    }
}
