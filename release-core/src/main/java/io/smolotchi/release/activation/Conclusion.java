package io.smolotchi.release.activation;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an activation ended, as its journal keeps it when the catalog can't: nothing after it can undo what it says.
 *
 * @param outcome its word
 */
record Conclusion(
        String outcome, Optional<String> step, Optional<Code> code, Optional<String> cause, Optional<Blame> blame) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Of an outcome that ends an activation for good. */
    static Conclusion of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy _, Outcome.Unchecked _ -> plain(outcome, Optional.empty(), Optional.empty());
            case Outcome.Abandoned(Code code, String cause) -> plain(outcome, Optional.of(code), Optional.of(cause));
            case Outcome.RolledBack(String step, Code code, String cause, Blame blame) ->
                new Conclusion(
                        outcome.word(), Optional.of(step), Optional.of(code), Optional.of(cause), Optional.of(blame));
            case Outcome.Stranded _, Outcome.Done _, Outcome.Refused _, Outcome.Failed _ ->
                throw new IllegalArgumentException("an activation does not end for good as " + outcome.word());
        };
    }

    private static Conclusion plain(Outcome outcome, Optional<Code> code, Optional<String> cause) {
        return new Conclusion(outcome.word(), Optional.empty(), code, cause, Optional.empty());
    }

    Outcome toOutcome() {
        return switch (outcome) {
            case "healthy" -> new Outcome.Healthy();
            case "unchecked" -> new Outcome.Unchecked();
            case "abandoned" -> new Outcome.Abandoned(code.orElseThrow(), cause.orElseThrow());
            case "rolled back" ->
                new Outcome.RolledBack(
                        step.orElseThrow(), code.orElseThrow(), cause.orElseThrow(), blame.orElseThrow());
            default -> throw new IllegalStateException("a journal holds an unknown outcome: " + outcome);
        };
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    static Conclusion read(String json) {
        return JSON.readValue(json, Conclusion.class);
    }
}
