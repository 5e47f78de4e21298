package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.refusal.Code;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Brings an activation that its manager did not end to an end: decided by direction and switch, never by a guess. */
public final class Recovery {

    private final Path open;
    private final Machine machine;
    private final Catalog catalog;
    private final Clock clock;
    private final Engine engine;

    public Recovery(Path open, Machine machine, Catalog catalog, Clock clock) {
        this.open = open;
        this.machine = machine;
        this.catalog = catalog;
        this.clock = clock;
        this.engine = new Engine(machine, new Ledger(catalog, clock));
    }

    /** What was found, and how it ended. */
    public record Recovered(Intent intent, Outcome outcome) {}

    /**
     * Under the change lock. A stranded activation is tried once more only when an operator asks for it.
     *
     * @return empty when nothing was open
     */
    public Optional<Recovered> recover(OperationRun run, boolean alsoStranded) {
        OpenJournal.sweep(open);
        Optional<OpenJournal> found = OpenJournal.find(open);
        if (found.isEmpty() || (found.get().stranded() && !alsoStranded)) {
            return Optional.empty();
        }
        OpenJournal journal = found.get();
        Intent intent = journal.intent();
        Optional<Outcome> ended =
                catalog.operation(intent.id()).flatMap(Operation::ended).map(end -> end.outcome());
        if (ended.isPresent() && !journal.stranded()) {
            // The commit was durable, only the tidying up is missing.
            machine.units().apply(intent).discard();
            machine.link().discardPrepared();
            journal.close();
            return Optional.of(new Recovered(intent, ended.get()));
        }
        if (catalog.operation(intent.id()).isPresent()
                && catalog.activation(intent.id()).isEmpty()) {
            // Opened, but its row was not written yet: no step was begun.
            Outcome outcome = new Outcome.Abandoned(Code.INTERRUPTED, "the manager ended before the first step");
            catalog.end(intent.id(), clock.instant(), outcome);
            journal.close();
            return Optional.of(new Recovered(intent, outcome));
        }
        OperationRun recovered = run.of(intent.id());
        recovered.about(intent.to());
        return Optional.of(new Recovered(intent, decide(journal, recovered)));
    }

    private Outcome decide(OpenJournal journal, OperationRun run) {
        if (journal.direction() != Direction.FORWARD) {
            return engine.back(journal, journal.cause().orElseGet(() -> Cause.interrupted("undo")), run);
        }
        boolean switched = switch (journal.switchState()) {
            case NOT_BEGUN -> false;
            case DONE -> true;
            // The link is renamed last: when it is there, everything before it is.
            case BEGUN ->
                machine.link().version().equals(Optional.of(journal.intent().to()));
        };
        if (!switched) {
            return engine.back(journal, Cause.interrupted("before the switch"), run);
        }
        if (journal.attempts() > 0) {
            return engine.back(journal, Cause.interrupted("after the switch, twice"), run);
        }
        journal.done();
        return engine.goOn(journal, run);
    }
}
