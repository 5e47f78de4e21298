package io.smolotchi.release;

import io.smolotchi.release.activation.Recovery;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.Deserted;
import io.smolotchi.release.operation.Holder;
import io.smolotchi.release.operation.LockFile;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.store.ReleaseStore;
import java.util.Optional;

/** An operation's turn: it holds its locks, and what others left behind has been put right. */
final class Turn {

    private final Parts parts;

    Turn(Parts parts) {
        this.parts = parts;
    }

    @FunctionalInterface
    interface Work {
        Outcome run();
    }

    /** With the change lock, and no activation left open. */
    Outcome toChange(Operation operation, OperationRun run, Work work) {
        return locked(operation, run, () -> {
            recovered(run, false);
            deserted();
            Outcome outcome = work.run();
            discardAdopted(operation, outcome, run);
            return outcome;
        });
    }

    /** With the change lock, to bring what was left open to an end. */
    Outcome toRecover(Operation operation, OperationRun run, Work work) {
        return locked(operation, run, work);
    }

    private Outcome locked(Operation operation, OperationRun run, Work work) {
        try (LockFile.Held held =
                parts.locks().change(name(operation), operation.caller().actor(), this::hasEnded)) {
            held.ended()
                    .ifPresent(hung -> run.note("ended " + hung.words() + ", which held the lock past its deadline"));
            // Under the lock: so is the mark set.
            parts.exchange().require("carry out " + name(operation));
            return work.run();
        }
    }

    /** With the lock of staging, and nothing half staged beside the releases. */
    Outcome toStage(Operation operation, OperationRun run, Work work) {
        return staging(operation, () -> {
            parts.store().cleanLeftovers().forEach(run::note);
            ReleaseStore.cleanWork().forEach(run::note);
            return work.run();
        });
    }

    /** With both locks. A staging in progress has a tree that looks like a leftover. */
    Outcome toDelete(Operation operation, OperationRun run, Work work) {
        return staging(operation, () -> {
            ReleaseStore.cleanWork().forEach(run::note);
            return toChange(operation, run, work);
        });
    }

    private Outcome staging(Operation operation, Work work) {
        try (LockFile.Held _ =
                parts.locks().stage(name(operation), operation.caller().actor())) {
            parts.exchange().require("carry out " + name(operation));
            return work.run();
        }
    }

    /** Brings to an end what is open, with all that its own manager would have done after it. */
    Optional<Recovery.Recovered> recovered(OperationRun run, boolean alsoStranded) {
        Optional<Recovery.Recovered> recovered = parts.recovery().recover(run, alsoStranded);
        recovered.ifPresent(found -> {
            run.note(
                    "recovered @" + found.intent().id() + ": " + found.outcome().word());
            afterwards(found.intent().kind(), found.outcome(), run);
        });
        return recovered;
    }

    /** The timer goes last: an uninstallation that does not work out leaves it. What recovers at boot goes when nothing is left to recover. */
    void afterwards(OperationKind kind, Outcome outcome, OperationRun run) {
        if (kind == OperationKind.UNINSTALL && outcome.live()) {
            parts.schedule().set(Optional.empty(), run);
        }
    }

    /** What processes began and did not live to end is ended in the history. */
    void deserted() {
        new Deserted(parts.catalog(), parts.clock()).end();
    }

    /** What is kept of an adoption serves until something else runs. */
    private void discardAdopted(Operation operation, Outcome outcome, OperationRun run) {
        if (outcome.live() && operation.kind() != OperationKind.ADOPT) {
            parts.link().discardAdopted().forEach(run::note);
        }
    }

    /** It tidies up, and lets go in a moment: whoever has seen how it ended may go on at once. */
    private boolean hasEnded(Holder holder) {
        try {
            return holder.number()
                    .flatMap(parts.catalog()::operation)
                    .flatMap(Operation::ended)
                    .isPresent();
        } catch (CatalogException unreadable) {
            return false;
        }
    }

    /** As whoever is refused reads it. */
    static String name(Operation operation) {
        return operation.kind().word() + " @" + operation.id();
    }
}
