package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.boot.Hold;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.BootId;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Brings an activation that its manager did not end to an end. */
public final class Recovery {

    private final Path open;
    private final Machine machine;
    private final Leftover leftover;
    private final Engine engine;
    private final Leaving leaving;

    public Recovery(Path open, Machine machine, Catalog catalog, Clock clock) {
        this.open = open;
        this.machine = machine;
        this.leftover = new Leftover(machine, catalog, clock);
        Ledger ledger = new Ledger(catalog, clock);
        this.engine = new Engine(machine, ledger);
        this.leaving = new Leaving(machine, catalog, ledger);
    }

    /** What was found, and how it ended. */
    public record Recovered(Intent intent, Outcome outcome) {}

    /**
     * Under the change lock. One that needs a hand is tried once more only when an operator asks for it.
     *
     * @return empty when nothing was open
     */
    public Optional<Recovered> recover(OperationRun run, boolean alsoStranded) {
        OpenJournal.sweep(open);
        Optional<OpenJournal> found = OpenJournal.find(open);
        Hold hold = machine.safeguards().hold();
        if (found.isEmpty()) {
            hold.lift();
            return Optional.empty();
        }
        OpenJournal journal = found.get();
        if ((journal.stranded() || hold.isSet()) && !alsoStranded) {
            return Optional.empty();
        }
        hold.lift();
        Intent intent = journal.intent();
        Optional<Outcome> over = leftover.clearedAway(journal);
        if (over.isPresent()) {
            return Optional.of(new Recovered(intent, over.get()));
        }
        OperationRun recovered = run.of(intent.id()).recordingWhatItCan();
        intent.to().ifPresent(recovered::about);
        return Optional.of(new Recovered(intent, decide(journal, recovered)));
    }

    /**
     * Under the change lock: ends one that needs a hand without trying again.
     *
     * @return empty when nothing was open
     * @throws Refused when it is not known yet that it needs a hand
     */
    public Optional<Outcome> leave(OperationRun run) {
        OpenJournal.sweep(open);
        return OpenJournal.find(open).map(journal -> {
            Leaving.refusal(journal).ifPresent(refusal -> {
                throw new Refused(refusal);
            });
            return leaving.leave(journal, run);
        });
    }

    private Outcome decide(OpenJournal journal, OperationRun run) {
        if (!journal.stranded() && BootId.now().filter(journal::settledIn).isPresent()) {
            return journal.direction() == Direction.FORWARD
                    ? engine.watch(journal, run)
                    : engine.watchOld(journal, journal.cause().orElseGet(() -> Cause.interrupted("undo")), run);
        }
        return switch (Way.of(journal, machine.link())) {
            case Way.On() -> {
                machine.link().settle();
                journal.done();
                yield engine.goOn(journal, run);
            }
            case Way.Back(Cause cause) -> engine.back(journal, cause, run);
        };
    }
}
