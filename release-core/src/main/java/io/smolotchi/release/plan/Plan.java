package io.smolotchi.release.plan;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;

/** What would happen, computed without touching anything. Its digest is made from its JSON form, so the time it was made is not in it. */
public sealed interface Plan permits ActivationPlan, PrunePlan, StagePlan, SmallPlan {

    /** One line for people. */
    String summary();

    /** All reasons not to start; empty when it may. */
    List<Refusal> refusals();

    /** Whether there is nothing to do. */
    boolean nothingToDo();

    default boolean refused() {
        return !refusals().isEmpty();
    }

    default Digest digest() {
        return Digest.of(PlanJson.write(this));
    }
}
