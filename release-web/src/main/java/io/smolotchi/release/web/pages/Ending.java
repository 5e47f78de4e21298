package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;

/**
 * How an operation ended, cause first.
 *
 * @param cause empty when it went well
 * @param code of the cause; empty likewise
 * @param step where it failed; empty when that is not known
 * @param now what was undone and what is the case now, a sentence each
 */
public record Ending(boolean well, String cause, String code, String step, List<String> now, List<Refusal> refusals) {

    /**
     * @param from what ran before
     * @param to what was to run
     */
    static Ending of(Outcome outcome, String from, String to, Advice advice) {
        return switch (outcome) {
            case Outcome.Healthy _ -> well(to + " runs, and its required checks stayed green.");
            case Outcome.Unchecked _ -> well(to + " is in place. Nothing was started, so health was not checked.");
            case Outcome.Done(String text) -> well(text);
            case Outcome.RolledBack(String step, Code code, String cause, var blame) ->
                failed(step, code, cause, "Everything was undone: " + from + " is in place again.", Words.blame(blame));
            case Outcome.Stranded(String step, Code code, String cause) ->
                failed(
                        step,
                        code,
                        cause,
                        "It could not be undone. The machine needs a hand: what is where is listed below.",
                        "On the machine, type: " + advice.line("status") + ", then: " + advice.line("recover"));
            case Outcome.Abandoned(Code code, String cause) ->
                failed("", code, cause, "Nothing was switched: " + from + " runs as before.");
            case Outcome.Failed(Code code, String cause) -> failed("", code, cause);
            case Outcome.Refused(List<Refusal> refusals) ->
                new Ending(false, "", "", "", List.of("Nothing was changed."), advice.in(refusals));
        };
    }

    private static Ending well(String sentence) {
        return new Ending(true, "", "", "", sentence.isEmpty() ? List.of() : List.of(sentence), List.of());
    }

    private static Ending failed(String step, Code code, String cause, String... now) {
        return new Ending(false, cause, code.name(), step, List.of(now), List.of());
    }
}
