package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Goal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is left to do after an activation has ended; its outcome stands already. */
final class TidyingUp {

    private static final Logger LOG = LoggerFactory.getLogger(TidyingUp.class);

    private final Machine machine;

    TidyingUp(Machine machine) {
        this.machine = machine;
    }

    /** Takes away the temporary files, the journal, and the timer that watches over it. */
    void after(OpenJournal journal) {
        temporaryFiles(journal);
        if (nothingIsLeft(journal)) {
            machine.safeguards().remove(journal.intent().application());
        }
        journal.close();
        disarm(journal);
    }

    /** Uninstalled for good: there is nothing any more that a boot could find half done. */
    private static boolean nothingIsLeft(OpenJournal journal) {
        return journal.intent().goal() == Goal.NOTHING
                && journal.direction() == Direction.FORWARD
                && journal.switchState() == SwitchState.DONE;
    }

    /** Like {@link #after}; what fails is left to the next holder of the lock. */
    void whenItCan(OpenJournal journal) {
        try {
            after(journal);
        } catch (RuntimeException e) {
            LOG.warn("cannot tidy up after {}", journal.intent().id(), e);
        }
    }

    /** Of one whose end is in its journal alone, which therefore stays; the machine is right, and nothing has to watch over it. */
    void butForTheJournal(OpenJournal journal) {
        try {
            temporaryFiles(journal);
            disarm(journal);
        } catch (RuntimeException e) {
            LOG.warn("cannot tidy up after {}", journal.intent().id(), e);
        }
    }

    private void temporaryFiles(OpenJournal journal) {
        machine.units().apply(journal.intent()).discard();
        machine.link().discardPrepared();
    }

    private void disarm(OpenJournal journal) {
        machine.safeguards().disarm(journal.intent().id().toString());
    }
}
