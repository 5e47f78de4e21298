package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as the columns of {@code operation_end}.
 *
 * @param outcome its {@linkplain Outcome#word() word}
 * @param said the cause of a failure, or the text of what was done
 * @param data the refusals; "{}" when there are none
 */
record OutcomeColumns(
        String outcome,
        @Nullable Code code,
        @Nullable String step,
        @Nullable Blame blame,
        @Nullable String said,
        String data) {

    static OutcomeColumns of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy _, Outcome.Unchecked _ -> plain(outcome, null, null, null, null);
            case Outcome.RolledBack(var step, var code, var cause, var blame) ->
                plain(outcome, code, step, blame, cause);
            case Outcome.Stranded(var step, var code, var cause) -> plain(outcome, code, step, null, cause);
            case Outcome.Abandoned(var code, var cause) -> plain(outcome, code, null, null, cause);
            case Outcome.Done(var text) -> plain(outcome, null, null, null, text);
            case Outcome.Failed(var code, var cause) -> plain(outcome, code, null, null, cause);
            case Outcome.Refused(var refusals) ->
                new OutcomeColumns(outcome.word(), null, null, null, null, RefusalsJson.write(refusals));
        };
    }

    private static OutcomeColumns plain(
            Outcome outcome, @Nullable Code code, @Nullable String step, @Nullable Blame blame, @Nullable String said) {
        return new OutcomeColumns(outcome.word(), code, step, blame, said, "{}");
    }

    Outcome toOutcome() {
        return switch (outcome) {
            case "healthy" -> new Outcome.Healthy();
            case "unchecked" -> new Outcome.Unchecked();
            case "rolled back" -> new Outcome.RolledBack(there(step), there(code), there(said), there(blame));
            case "stranded" -> new Outcome.Stranded(there(step), there(code), there(said));
            case "abandoned" -> new Outcome.Abandoned(there(code), there(said));
            case "done" -> new Outcome.Done(there(said));
            case "refused" -> new Outcome.Refused(RefusalsJson.read(data));
            case "failed" -> new Outcome.Failed(there(code), there(said));
            default -> throw new IllegalStateException("the catalog holds an unknown outcome: " + outcome);
        };
    }

    private <T> T there(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the catalog holds an incomplete outcome: " + this);
        }
        return value;
    }
}
