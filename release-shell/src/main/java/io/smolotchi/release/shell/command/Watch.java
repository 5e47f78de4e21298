package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.Follower;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.ChangeView;
import java.util.List;
import java.util.Optional;

/** {@code watch [@N]}. */
public final class Watch implements Verb {

    public static final String SUMMARY = "Follow an operation, whoever started it";

    @Override
    public Form form() {
        return Form.of("watch", Group.LOOK, SUMMARY)
                .about(
                        "Without a number: the operation that is in progress now. Ends with the operation, and with the exit code that it"
                                + " deserves; Ctrl-C leaves it alone.")
                .operand(Operand.optional("@N", new Shape.OperationName(), "The operation's number"))
                .example("watch", "Follow what is going on")
                .exits(3, 4, 5, 6, 130, 143)
                .look();
    }

    @Override
    public Answer run(Session session) {
        OperationId id = session.values().operation(0).orElseGet(() -> open(session));
        Follower.Seen seen = new Follower(session, () -> false).follow(id);
        Operation operation = seen.operation();
        String next = seen.lost() ? "recover" : seen.left().isPresent() ? "watch @" + id : "show @" + id;
        ExitCode exit = seen.left()
                .orElseGet(() -> operation
                        .ended()
                        .map(ended -> ExitCode.of(ended.outcome()))
                        .orElse(ExitCode.STRANDED));
        return new Answer(
                new ChangeView(
                        operation.kind().word(),
                        Optional.of(operation),
                        seen.events(),
                        Optional.empty(),
                        List.of(session.typed(next))),
                exit);
    }

    private static OperationId open(Session session) {
        return session.inquiries()
                .status()
                .open()
                .orElseThrow(() -> new Refused(
                        Code.NOTHING_OPEN,
                        "cannot watch: because no operation is in progress",
                        session.typed("history")));
    }
}
