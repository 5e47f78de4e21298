package io.smolotchi.release.activation.steps;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.state.DatabaseTrouble;
import io.smolotchi.release.state.StateGuard;
import io.smolotchi.release.state.StateWork;

/** Copies the application's databases while nothing of it runs, and makes them again from earlier copies when the activation is to do that. */
public final class KeepState implements Step {

    private final StateGuard guard;
    private final SwitchRecord record;
    private final StateWork work;

    public KeepState(StateGuard guard, SwitchRecord record, StateWork work) {
        this.guard = guard;
        this.record = record;
        this.work = work;
    }

    @Override
    public String name() {
        return "state";
    }

    @Override
    public String does(Goal goal) {
        return "copy the application's databases, and check the copies"
                + work.restore()
                        .map(from -> "; then restore those that @" + from + " copied")
                        .orElse("");
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        try {
            guard.apply(intent.id(), work, text -> progress.event(Event.Type.NOTE, name(), text));
        } catch (DatabaseTrouble e) {
            throw failed(e);
        }
    }

    /** Before anything of the old release is started. */
    @Override
    public void undo(Intent intent, Progress progress) {
        try {
            guard.undo(intent.id(), work, record.exchanged(), text -> progress.event(Event.Type.NOTE, name(), text));
        } catch (DatabaseTrouble e) {
            throw failed(e);
        }
    }

    private static StepFailed failed(DatabaseTrouble e) {
        return new StepFailed(Code.STATE_UNUSABLE, Blame.HOST, String.valueOf(e.getMessage()));
    }
}
