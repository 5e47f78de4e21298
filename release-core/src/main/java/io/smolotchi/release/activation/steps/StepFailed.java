package io.smolotchi.release.activation.steps;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.refusal.Code;

/** A step could not be done; what it had done so far is undone by its own undo. */
public final class StepFailed extends RuntimeException {

    private final Code code;
    private final Blame blame;

    public StepFailed(Code code, Blame blame, String cause) {
        super(cause);
        this.code = code;
        this.blame = blame;
    }

    public Code code() {
        return code;
    }

    public Blame blame() {
        return blame;
    }
}
