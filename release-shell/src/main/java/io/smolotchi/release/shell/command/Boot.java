package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.output.BootView;

/** {@code boot}: what an interrupted activation left is put right before the application starts. Typed by a unit, not by people. */
public final class Boot implements Verb {

    public static final String SUMMARY = "Put the release on disk right before the application starts";

    @Override
    public Form form() {
        return Form.of("boot", Group.MACHINE, SUMMARY)
                .hidden()
                .exits(3, 4, 5, 6)
                .look();
    }

    @Override
    public Answer run(Session session) {
        Outcome outcome = session.changes().boot();
        return new Answer(new BootView(outcome), ExitCode.of(outcome));
    }
}
