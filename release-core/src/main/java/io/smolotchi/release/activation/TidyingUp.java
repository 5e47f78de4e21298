package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;

/** What is left to do after an activation has ended; its outcome stands already. */
final class TidyingUp {

    private final Machine machine;

    TidyingUp(Machine machine) {
        this.machine = machine;
    }

    /** Takes away the temporary files, the journal, and the timer that watches over it. */
    void after(OpenJournal journal) {
        Intent intent = journal.intent();
        machine.units().apply(intent).discard();
        machine.link().discardPrepared();
        journal.close();
        machine.safeguards().disarm(intent.id().toString());
    }
}
