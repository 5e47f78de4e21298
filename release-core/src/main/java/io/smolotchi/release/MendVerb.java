package io.smolotchi.release;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.plan.Plan;

/** What the doctor can mend without a decision. */
final class MendVerb implements Verb {

    private final Turn turn;
    private final Examination examination;

    MendVerb(Parts parts, Turn turn) {
        this.turn = turn;
        this.examination = new Examination(parts);
    }

    @Override
    public Plan plan() {
        return examination.plan();
    }

    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        return turn.toChange(
                operation, run, () -> Agreement.obstacle(operation, plan()).orElseGet(() -> examination.mend(run)));
    }
}
