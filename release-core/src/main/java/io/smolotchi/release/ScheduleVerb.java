package io.smolotchi.release;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;

/** The timer that prunes is set, or taken away. */
final class ScheduleVerb implements Verb {

    private final Parts parts;
    private final Turn turn;
    private final Request.Schedule request;

    ScheduleVerb(Parts parts, Turn turn, Request.Schedule request) {
        this.parts = parts;
        this.turn = turn;
        this.request = request;
    }

    @Override
    public Plan plan() {
        return parts.schedule().plan(request.calendar());
    }

    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        return turn.toChange(
                operation,
                run,
                () -> Agreement.obstacle(operation, plan())
                        .orElseGet(() -> parts.schedule().set(request.calendar(), run)));
    }
}
