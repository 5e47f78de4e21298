package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.ActivationMembers;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.util.List;
import java.util.Optional;

/** An outcome in words, lines and members. */
public final class OutcomeText {

    private OutcomeText() {}

    public static Cell cell(Optional<Outcome> outcome) {
        return outcome.map(ended -> Cell.of(tone(ended), ended.word())).orElse(Cell.of(Tone.WARN, "in progress"));
    }

    static Tone tone(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy _, Outcome.Done _ -> Tone.GOOD;
            case Outcome.Unchecked _ -> Tone.PLAIN;
            case Outcome.RolledBack _, Outcome.Abandoned _, Outcome.Refused _ -> Tone.WARN;
            case Outcome.Stranded _, Outcome.Failed _ -> Tone.BAD;
        };
    }

    /** What there is to say beyond the word; may be empty. */
    static List<String> details(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy _ -> List.of();
            case Outcome.Unchecked _ -> List.of("health was not checked: nothing was started");
            case Outcome.RolledBack back -> List.of(cause(back.step(), back.cause(), back.code()), blame(back.blame()));
            case Outcome.Stranded stranded -> List.of(cause(stranded.step(), stranded.cause(), stranded.code()));
            case Outcome.Abandoned abandoned -> List.of(cause("", abandoned.cause(), abandoned.code()));
            case Outcome.Done done -> done.text().isEmpty() ? List.of() : List.of(done.text());
            case Outcome.Refused refused ->
                refused.refusals().stream()
                        .map(refusal -> refusal.what() + " [" + refusal.code() + "]")
                        .toList();
            case Outcome.Failed failed -> List.of(cause("", failed.cause(), failed.code()));
        };
    }

    private static String cause(String step, String cause, Code code) {
        return (step.isEmpty() ? "cause: " : "cause, in step " + step + ": ") + cause + " [" + code + "]";
    }

    private static String blame(Blame blame) {
        return switch (blame) {
            case RELEASE -> "blame: the release, which is marked bad";
            case HOST -> "blame: the machine, so the release is not marked bad";
            case OPERATOR -> "blame: nobody, it was cancelled";
        };
    }

    static Members json(Optional<Outcome> outcome) {
        return new Members().andAll(ActivationMembers.of(outcome));
    }
}
