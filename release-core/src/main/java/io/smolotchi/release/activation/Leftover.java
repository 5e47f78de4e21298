package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.time.Clock;
import java.util.Optional;

/** A journal that was left behind by an activation that has ended, or has never begun: nothing is to be decided. */
final class Leftover {

    private final Machine machine;
    private final Catalog catalog;
    private final Clock clock;

    Leftover(Machine machine, Catalog catalog, Clock clock) {
        this.machine = machine;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Tidies up after it and returns how it ended; empty, and nothing is done, when the journal is no such one. */
    Optional<Outcome> clearedAway(OpenJournal journal) {
        Intent intent = journal.intent();
        Optional<Operation> operation = catalog.operation(intent.id());
        Optional<Outcome> ended = operation.flatMap(Operation::ended).map(end -> end.outcome());
        if (ended.isPresent() && !journal.stranded()) {
            // The commit was durable, only the tidying up is missing.
            new TidyingUp(machine).after(journal);
            return ended;
        }
        if (operation.isPresent() && catalog.activation(intent.id()).isEmpty()) {
            // Opened, but its row was not written yet: no step was begun.
            Outcome outcome = new Outcome.Abandoned(Code.INTERRUPTED, "the manager ended before the first step");
            catalog.end(intent.id(), clock.instant(), outcome);
            new TidyingUp(machine).after(journal);
            return Optional.of(outcome);
        }
        return Optional.empty();
    }
}
