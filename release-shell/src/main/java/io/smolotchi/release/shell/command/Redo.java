package io.smolotchi.release.shell.command;

import io.smolotchi.release.operation.Request;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;

/** {@code redo}. */
public final class Redo implements Verb {

    public static final String SUMMARY = "Go forward again to what the last rollback left";

    @Override
    public Form form() {
        return Form.of("redo", Group.RUN, SUMMARY)
                .about("""
                        After a rollback that was a mistake: with the units and settings that the release ran with. Each redo takes one rollback back; once
                        anything else was activated there is none left.""")
                .option(StateOption.WITH_STATE)
                .option(DriftOptions.OVERWRITE)
                .option(DriftOptions.KEEP)
                .example("redo", "Ask, then go forward")
                .exits(4)
                .change();
    }

    @Override
    public Answer run(Session session) {
        return new ChangeFlow(session)
                .run(new Request.Redo(session.values().flag("with-state"), DriftOptions.of(session.values())));
    }
}
