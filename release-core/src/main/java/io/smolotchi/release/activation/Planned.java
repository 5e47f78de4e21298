package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.plan.ActivationPlan;
import java.util.Optional;

/**
 * A plan for people, and what carrying it out needs.
 *
 * @param draft empty when the plan is refused
 * @param settings as they are recorded with the activation, JSON
 * @param parent the position when it begins
 */
record Planned(ActivationPlan plan, Optional<Draft> draft, String settings, Optional<OperationId> parent) {

    /** An intent that has no number yet. */
    @FunctionalInterface
    interface Draft {
        Intent as(OperationId id, Caller caller);
    }
}
