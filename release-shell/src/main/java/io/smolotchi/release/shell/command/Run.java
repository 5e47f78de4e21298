package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Screen;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.PerformedView;
import org.slf4j.MDC;

/** {@code run --id N}: carries out, in this process, what was asked. Typed by the service that the manager starts for it, not by people. */
public final class Run implements Verb {

    public static final String SUMMARY = "Carry out an operation that was asked";

    @Override
    public Form form() {
        return Form.of("run", Group.MACHINE, SUMMARY)
                .option(Option.valued("id", "N", new Shape.Count(1, 999_999_999), "The operation's number"))
                .hidden()
                .exits(3, 4, 5, 6)
                .look();
    }

    @Override
    public Answer run(Session session) {
        OperationId id = new OperationId(session.values().number("id").orElseThrow(Run::missing));
        try (MDC.MDCCloseable _ = MDC.putCloseable("operation", id.toString())) {
            Outcome outcome = perform(session, id);
            return new Answer(new PerformedView(id, outcome), ExitCode.of(outcome));
        }
    }

    /** So that {@code systemctl stop} takes a staging back; whatever else is stopped is left to the recovery that follows. */
    private static Outcome perform(Session session, OperationId id) {
        OperationKind kind = session.inquiries().operation(id).kind();
        if (kind != OperationKind.STAGE && kind != OperationKind.REPAIR) {
            return session.changes().perform(id);
        }
        try (Screen.Interruption _ =
                session.screen().onInterrupt(_ -> session.changes().cancel(id))) {
            return session.changes().perform(id);
        }
    }

    private static Refused missing() {
        return new Refused(Code.VALUE_MALFORMED, "cannot run: because --id N is missing", "");
    }
}
