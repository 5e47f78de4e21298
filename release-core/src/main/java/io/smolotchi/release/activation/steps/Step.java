package io.smolotchi.release.activation.steps;

import io.smolotchi.release.operation.Progress;

/**
 * A named pair of do and undo. Both are idempotent and work from the intent, whatever has been done already: a step found half done is simply called again.
 */
public interface Step {

    /** Stable, lower case, as it appears in events. */
    String name();

    /** What {@link #apply} does, for the plan. */
    String does(Goal goal);

    /** Throws {@link StepFailed} when it could not be done; anything else that it throws is put down to the host. */
    void apply(Intent intent, Progress progress);

    /** Brings back what was before. Throws when it can't: then the activation is stranded. */
    void undo(Intent intent, Progress progress);
}
