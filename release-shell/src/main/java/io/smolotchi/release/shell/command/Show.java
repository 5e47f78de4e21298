package io.smolotchi.release.shell.command;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.OperationView;
import io.smolotchi.release.shell.output.ReleaseView;
import java.util.Optional;

/** {@code show V|@N}. */
public final class Show implements Verb {

    public static final String SUMMARY = "One release or one operation, in full";

    @Override
    public Form form() {
        return Form.of("show", Group.LOOK, SUMMARY)
                .about(
                        "Of a release: where it came from, its size and how much of it no other holds, its marks, its units, and what was done with"
                                + " it. Of an operation: who asked for it and why, its events, and how it ended.")
                .operand(Operand.required(
                        "V|@N", new Shape.VersionOrOperation(), "A version, or an operation by its number"))
                .example("show 1.4.2", "Where the release came from, its units and its history")
                .example("show @17", "What operation 17 did, step by step, with the evidence of a failure")
                .exits(3)
                .look();
    }

    @Override
    public Answer run(Session session) {
        Optional<OperationId> id = session.values().operation(0);
        Inquiries inquiries = session.inquiries();
        return Answer.of(
                id.isPresent()
                        ? operation(inquiries, id.get())
                        : new ReleaseView(inquiries.release(session.values().version())));
    }

    private static OperationView operation(Inquiries inquiries, OperationId id) {
        Operation operation = inquiries.operation(id);
        return new OperationView(operation, activation(inquiries, operation), inquiries.events(id, 0));
    }

    private static Optional<Activation> activation(Inquiries inquiries, Operation operation) {
        return switch (operation.kind()) {
            case ACTIVATE, ROLLBACK, REDO, RE_RENDER, PROJECT, ADOPT, UNINSTALL -> row(inquiries, operation.id());
            case STAGE, PRUNE, MARK, SCHEDULE, RECOVER, REPAIR, MEND, MASK, REBUILD -> Optional.empty();
        };
    }

    /** One that was refused under the lock has no row. */
    private static Optional<Activation> row(Inquiries inquiries, OperationId id) {
        return inquiries.history(HistoryFilter.newest(1).before(Optional.of(new OperationId(id.value() + 1)))).stream()
                .filter(row -> row.id().equals(id))
                .findFirst();
    }
}
