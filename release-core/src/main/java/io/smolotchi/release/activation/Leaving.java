package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.InstallUnits;
import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.activation.steps.SwitchLink;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.Optional;

/**
 * The end of an activation that could not be undone, when trying again helps nobody: the old release is broken for good, and a third one has to be
 * activated. What lies on the disk becomes that of the old release, since by the history that one is current; nothing is started, stopped or watched.
 */
public final class Leaving {

    private final Machine machine;
    private final Catalog catalog;
    private final Ledger ledger;

    Leaving(Machine machine, Catalog catalog, Ledger ledger) {
        this.machine = machine;
        this.catalog = catalog;
        this.ledger = ledger;
    }

    /** A reason not to; of any other activation a recovery says what becomes of it. */
    public static Optional<Refusal> refusal(OpenJournal journal) {
        return journal.stranded()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Code.ACTIVATION_OPEN,
                        "cannot leave @" + journal.intent().id() + " as it is: nobody has tried to recover it yet",
                        "smolotchi-release recover"));
    }

    /** Of one that is stranded, under the change lock. When the disk says no it stays stranded. */
    Outcome leave(OpenJournal journal, OperationRun run) {
        Intent intent = journal.intent();
        if (journal.exchanged()) {
            new SwitchLink(machine.link(), journal).undo(intent, run);
            new InstallUnits(machine.units(), machine.systemd(), journal).undo(intent, run);
        }
        String where = new Whereabouts(machine).of(intent);
        catalog.together(() -> {
            if (catalog.operation(intent.id()).flatMap(Operation::ended).isEmpty()
                    && !ledger.end(journal, new Outcome.Stranded("undo", Code.STRANDED, where))) {
                throw new IllegalStateException("cannot record the end of " + intent.id() + ", see the log");
            }
            run.of(intent.id()).event(Event.Type.NOTE, "", "left as it is by @" + run.id() + ": " + where);
        });
        new TidyingUp(machine).after(journal);
        machine.safeguards().hold().lift();
        return new Outcome.Done("left @" + intent.id() + " as it is: " + where);
    }
}
