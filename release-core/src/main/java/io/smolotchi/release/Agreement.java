package io.smolotchi.release;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Exactly what was shown is carried out, or nothing. */
final class Agreement {

    private Agreement() {}

    /** Why the plan, made again under the locks, is not carried out; empty when it is what was agreed to, and nothing stands in the way. */
    static Optional<Outcome> obstacle(Operation operation, Plan plan) {
        return plan.refused() ? Optional.of(new Outcome.Refused(plan.refusals())) : stale(operation, plan);
    }

    private static Optional<Outcome> stale(Operation operation, Plan plan) {
        return operation
                .expectedPlan()
                .filter(expected -> !expected.equals(plan.digest()))
                .map(_ -> new Outcome.Refused(List.of(Refusal.of(
                        Code.PLAN_STALE,
                        "cannot carry out the plan: something else would happen now than was shown: " + plan.summary(),
                        "ask again, and look at the new plan"))));
    }

    /** Where there is nothing to do, and nothing in the way of it. */
    static Outcome nothingToDo(String because) {
        return new Outcome.Done("nothing to do: " + because);
    }
}
