package io.smolotchi.release.shell.command;

import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.output.DiagnosisView;

/** {@code doctor [--fix]}. */
public final class Doctor implements Verb {

    public static final String SUMMARY = "Look at everything that keeps the application running";

    @Override
    public Form form() {
        return Form.of("doctor", Group.MACHINE, SUMMARY)
                .about(
                        "Each check says what it found and what to do about it. Exit code 7 when something needs a hand. Changes nothing without --fix, which"
                                + " mends what is safe (accounts, directories, a reload, timers that do not run), shows it first, and then looks again.")
                .option(Option.flag("fix", "Mend what is safe to mend"))
                .example("doctor", "Look at everything")
                .example("doctor --fix --dry-run", "What would be mended")
                .exits(7)
                .change();
    }

    @Override
    public Answer run(Session session) {
        if (!session.values().flag("fix")) {
            return diagnosis(session);
        }
        Answer mended = new ChangeFlow(session).run(new Request.Mend());
        boolean over = session.values().flag("dry-run") || mended.exit() != ExitCode.DONE;
        return over ? mended : diagnosis(session);
    }

    private static Answer diagnosis(Session session) {
        Diagnosis diagnosis = session.inquiries().diagnosis();
        return new Answer(
                new DiagnosisView(diagnosis, session.advice()), diagnosis.well() ? ExitCode.DONE : ExitCode.FINDINGS);
    }
}
