package io.smolotchi.release.activation;

import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal that was left behind by an activation that has ended, or has never begun: nothing is to be decided. */
final class Leftover {

    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);

    private final Machine machine;
    private final Catalog catalog;
    private final Ledger ledger;
    private final Clock clock;

    Leftover(Machine machine, Catalog catalog, Clock clock) {
        this.machine = machine;
        this.catalog = catalog;
        this.ledger = new Ledger(catalog, clock);
        this.clock = clock;
    }

    /**
     * Tidies up after it and returns how it ended; empty, and nothing is done, when the journal is no such one, or when what the catalog says of it can't be
     * read.
     */
    Optional<Outcome> clearedAway(OpenJournal journal) {
        Optional<Outcome> concluded = journal.concluded();
        if (concluded.isPresent()) {
            return ledger.record(journal, concluded.get()) ? over(journal, concluded.get()) : concluded;
        }
        return switch (known(journal)) {
            case Known.Nothing _ -> Optional.empty();
            // The commit was durable, only the tidying up is missing.
            case Known.End(Outcome outcome) -> journal.stranded() ? Optional.empty() : over(journal, outcome);
            case Known.NoStep _ -> neverBegun(journal);
        };
    }

    private sealed interface Known {
        record Nothing() implements Known {}

        record End(Outcome outcome) implements Known {}

        /** Opened, but its row was not written yet: no step was begun. */
        record NoStep() implements Known {}
    }

    private Known known(OpenJournal journal) {
        try {
            Optional<Operation> operation = journal.operation(catalog);
            Optional<Ended> ended = operation.flatMap(Operation::ended);
            if (ended.isPresent()) {
                return new Known.End(ended.get().outcome());
            }
            boolean row = catalog.activation(journal.intent().id()).isPresent();
            return operation.isPresent() && !row ? new Known.NoStep() : new Known.Nothing();
        } catch (RuntimeException e) {
            LOG.warn("cannot ask the catalog how {} ended", journal.intent().id(), e);
            return new Known.Nothing();
        }
    }

    private Optional<Outcome> neverBegun(OpenJournal journal) {
        Outcome outcome = new Outcome.Abandoned(Code.INTERRUPTED, "the manager ended before the first step");
        try {
            catalog.end(journal.intent().id(), clock.instant(), outcome);
        } catch (RuntimeException e) {
            // Then it is undone like one that has begun, which changes nothing.
            LOG.warn("cannot record that {} was abandoned", journal.intent().id(), e);
            return Optional.empty();
        }
        return over(journal, outcome);
    }

    private Optional<Outcome> over(OpenJournal journal, Outcome outcome) {
        new TidyingUp(machine).whenItCan(journal);
        return Optional.of(outcome);
    }
}
