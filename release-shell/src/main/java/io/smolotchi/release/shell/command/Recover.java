package io.smolotchi.release.shell.command;

import io.smolotchi.release.operation.Request;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;

/** {@code recover}. */
public final class Recover implements Verb {

    public static final String SUMMARY = "Finish or undo an activation that was interrupted";

    @Override
    public Form form() {
        return Form.of("recover", Group.RUN, SUMMARY)
                .about(
                        "Exit code 0 when nothing was open or the activation went on, 4 when what ran before was put back, 5 when it needs a"
                                + " hand.")
                .option(Option.flag(
                        "automatic",
                        "Asked by a unit, not by a person: one whose undo failed is left for a person to look at"))
                .option(Option.flag(
                        "leave",
                        "End one that could not be undone without trying again, when the old release is broken for good: what lies on the"
                                + " disk becomes that of the old one, and nothing is started or watched"))
                .example("recover --leave", "Give up a stranded activation, to activate another release then")
                .example("recover --yes", "Put things right, without asking")
                .exits(4)
                .change();
    }

    @Override
    public Answer run(Session session) {
        boolean stranded = !session.values().flag("automatic");
        return new ChangeFlow(session)
                .run(new Request.Recover(stranded, session.values().flag("leave")));
    }
}
