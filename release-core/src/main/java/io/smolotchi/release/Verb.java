package io.smolotchi.release;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Refused;

/** Something that was asked for: what it would do, and the doing of it. */
interface Verb {

    /** Changes nothing. What stands in the way is part of it. */
    Plan plan();

    /**
     * Takes the locks that it needs, plans again under them, and does what was agreed to or nothing.
     *
     * @throws Refused when a lock is taken, or something stands in the way that no plan foresaw
     */
    Outcome perform(Operation operation, OperationRun run);
}
