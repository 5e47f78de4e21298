package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.StepFailed;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.refusal.Code;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Why an activation goes back. */
record Cause(String step, Code code, String text, Blame blame) {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /** A step's own word, or, for anything that it did not foresee, the host. */
    static Cause of(String step, RuntimeException failure) {
        return failure instanceof StepFailed failed
                ? new Cause(step, failed.code(), words(failure), failed.blame())
                : new Cause(step, Code.HOST_FAULT, words(failure), Blame.HOST);
    }

    /** A release that fails where any would fail is not to blame. */
    Cause excused(Optional<String> circumstance) {
        return blame != Blame.RELEASE
                ? this
                : circumstance
                        .map(excuse -> new Cause(step, code, text + " (" + excuse + ")", Blame.HOST))
                        .orElse(this);
    }

    static Cause interrupted(String where) {
        return new Cause(where, Code.INTERRUPTED, "the manager ended before the activation did", Blame.HOST);
    }

    private static String words(RuntimeException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
