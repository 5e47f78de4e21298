package io.smolotchi.release;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;

/** Releases that nobody needs any more go. */
final class PruneVerb implements Verb {

    private final Parts parts;
    private final Turn turn;
    private final Request.Prune request;

    PruneVerb(Parts parts, Turn turn, Request.Prune request) {
        this.parts = parts;
        this.turn = turn;
        this.request = request;
    }

    @Override
    public Plan plan() {
        return parts.prunePlan(request);
    }

    /** One that the timer asked for, and that comes while something else is done, is left out. */
    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        try {
            return turn.toDelete(operation, run, () -> pruned(operation, run));
        } catch (Refused e) {
            boolean busy = e.refusals().stream().allMatch(refusal -> refusal.code() == Code.BUSY);
            if (request.scheduled() && busy) {
                return new Outcome.Done("skipped: " + e.refusals().getFirst().what());
            }
            throw e;
        }
    }

    private Outcome pruned(Operation operation, OperationRun run) {
        PrunePlan plan = parts.prunePlan(request);
        return Agreement.obstacle(operation, plan)
                .orElseGet(() -> parts.retention()
                        .prune(plan, parts.application().retention().evidence(), operation.id(), parts.catalog(), run));
    }
}
