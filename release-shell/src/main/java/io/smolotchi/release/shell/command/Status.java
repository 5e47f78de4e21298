package io.smolotchi.release.shell.command;

import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.output.StatusView;

/** {@code status}. */
public final class Status implements Verb {

    public static final String SUMMARY = "What runs now, and whether it is well";

    @Override
    public Form form() {
        return Form.of("status", Group.LOOK, SUMMARY)
                .about(
                        "Exit code 7 when something is not as it should be. Changes nothing, and works without a catalog as far as the disk"
                                + " tells.")
                .example("status", "What is current, its units, and what a rollback would choose")
                .example("status -q", "The current version alone, for scripts")
                .exits(3, 7)
                .look();
    }

    @Override
    public Answer run(Session session) {
        io.smolotchi.release.Status status = session.inquiries().status();
        return new Answer(new StatusView(status, session.advice()), status.well() ? ExitCode.DONE : ExitCode.FINDINGS);
    }
}
