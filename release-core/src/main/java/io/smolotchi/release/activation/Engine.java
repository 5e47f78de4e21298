package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Goal;
import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.activation.steps.ShutdownInTheMiddle;
import io.smolotchi.release.activation.steps.Step;
import io.smolotchi.release.activation.steps.StepFailed;
import io.smolotchi.release.activation.steps.Stop;
import io.smolotchi.release.activation.steps.WatchHealth;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.health.Baseline;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.ShuttingDownException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries an opened activation to its end: forward through its steps, or, when one fails, back through all that was begun. It goes back once; when that
 * fails too, it stops and says so.
 */
final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Machine machine;
    private final Ledger ledger;

    Engine(Machine machine, Ledger ledger) {
        this.machine = machine;
        this.ledger = ledger;
    }

    /** From the first step. */
    Outcome forward(OpenJournal journal, Progress progress) {
        List<Step> steps = steps(journal);
        return forward(journal, steps, steps, progress);
    }

    /** When the switch is known to be done: what comes after it. */
    Outcome goOn(OpenJournal journal, Progress progress) {
        journal.attempt();
        List<Step> steps = steps(journal);
        return forward(journal, StepList.afterSwitch(steps), steps, progress);
    }

    /** When the new state was put in place and started at boot: only the watch is left. */
    Outcome watch(OpenJournal journal, Progress progress) {
        List<Step> steps = steps(journal);
        return forward(journal, List.of(steps.getLast()), steps, progress);
    }

    /** Likewise for the old state. */
    Outcome watchOld(OpenJournal journal, Cause cause, Progress progress) {
        return watchOld(journal, cause, Baseline.unknown(), progress);
    }

    /** Through all steps that may have been begun. */
    Outcome back(OpenJournal journal, Cause cause, Progress progress) {
        List<Step> steps = steps(journal);
        return back(journal, journal.exchanged() ? steps : StepList.beforeSwitch(steps), cause, progress);
    }

    private List<Step> steps(OpenJournal journal) {
        return StepList.of(
                machine, journal, journal.intent().goal(), journal.intent().state());
    }

    private Outcome forward(OpenJournal journal, List<Step> todo, List<Step> all, Progress progress) {
        for (Step step : todo) {
            leaveOpenWhenStopping();
            progress.event(
                    Event.Type.STEP_STARTED,
                    step.name(),
                    step.does(journal.intent().goal()));
            try {
                if (progress.cancelled()) {
                    throw new StepFailed(Code.CANCELLED, Blame.OPERATOR, "cancelled by its operator");
                }
                step.apply(journal.intent(), progress);
            } catch (ShutdownInTheMiddle | ShuttingDownException e) {
                throw e;
            } catch (RuntimeException e) {
                leaveOpenWhenStopping();
                LOG.debug("step {} failed", step.name(), e);
                Cause cause =
                        Cause.of(step.name(), e).excused(new Circumstances(machine.root()).excuse(journal.intent()));
                progress.event(Event.Type.STEP_FAILED, step.name(), cause.text());
                return back(journal, all.subList(0, all.indexOf(step) + 1), cause, progress);
            }
            progress.event(Event.Type.STEP_DONE, step.name(), "");
        }
        boolean watched = machine.systemd().running() && journal.intent().goal() != Goal.NOTHING;
        return over(journal, watched ? new Outcome.Healthy() : new Outcome.Unchecked());
    }

    private Outcome back(OpenJournal journal, List<Step> begun, Cause cause, Progress progress) {
        journal.undoBecause(cause);
        Baseline seen = new Evidence(machine, progress).keep(journal.intent());
        Baseline ended = journal.exchanged() ? seen : Baseline.unknown();
        for (Step step : begun.reversed()) {
            leaveOpenWhenStopping();
            progress.event(Event.Type.STEP_UNDOING, step.name(), "");
            try {
                step.undo(journal.intent(), progress);
            } catch (ShutdownInTheMiddle | ShuttingDownException e) {
                throw e;
            } catch (RuntimeException e) {
                return stranded(journal, step.name(), cause, e, progress);
            }
            progress.event(Event.Type.STEP_UNDONE, step.name(), "");
        }
        // What was not stopped has run on.
        return begun.stream().anyMatch(Stop.class::isInstance)
                ? watchOld(journal, cause, ended, progress)
                : undone(journal, cause);
    }

    private Outcome watchOld(OpenJournal journal, Cause cause, Baseline ended, Progress progress) {
        try {
            progress.event(Event.Type.STEP_STARTED, "old-health", "watch what ran before");
            new WatchHealth(machine.watch(), machine.probes()).old(journal.intent(), ended, progress);
            progress.event(Event.Type.STEP_DONE, "old-health", "");
        } catch (ShutdownInTheMiddle | ShuttingDownException e) {
            throw e;
        } catch (RuntimeException e) {
            return stranded(journal, "old-health", cause, e, progress);
        }
        return undone(journal, cause);
    }

    private Outcome undone(OpenJournal journal, Cause cause) {
        Outcome outcome = journal.exchanged()
                ? new Outcome.RolledBack(cause.step(), cause.code(), cause.text(), cause.blame())
                : new Outcome.Abandoned(cause.code(), cause.step() + ": " + cause.text());
        return over(journal, outcome);
    }

    private Outcome stranded(OpenJournal journal, String step, Cause cause, RuntimeException why, Progress progress) {
        leaveOpenWhenStopping();
        Cause undoing = Cause.of(step, why);
        progress.event(Event.Type.UNDO_FAILED, step, undoing.text());
        journal.strand();
        Intent intent = journal.intent();
        Outcome outcome = new Outcome.Stranded(
                step,
                undoing.code(),
                cause.step() + " failed (" + cause.text() + "), and going back to "
                        + intent.from().map(Object::toString).orElse("nothing") + " failed too: " + undoing.text()
                        + ". "
                        + new Whereabouts(machine).of(intent) + "; no release is marked bad");
        ledger.end(journal, outcome);
        machine.safeguards().disarm(intent.id().toString());
        return outcome;
    }

    /** While the machine goes down, whatever fails says nothing about the release: the boot decides. */
    private void leaveOpenWhenStopping() {
        if (machine.stopping()) {
            throw new ShutdownInTheMiddle();
        }
    }

    /** What the catalog could not take stays in the journal. */
    private Outcome over(OpenJournal journal, Outcome outcome) {
        TidyingUp tidyingUp = new TidyingUp(machine);
        if (ledger.end(journal, outcome)) {
            tidyingUp.whenItCan(journal);
        } else {
            tidyingUp.butForTheJournal(journal);
        }
        return outcome;
    }
}
