package io.smolotchi.release.web.pages;

import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Outcome;
import java.util.Optional;

/**
 * A state as icon and word; the tone only colours what the word says.
 *
 * @param icon name of a symbol in icons.svg
 * @param tone good, warn, bad, busy or quiet
 */
public record Badge(String icon, String tone, String word) {

    static Badge of(Optional<Ended> ended) {
        return ended.map(end -> of(end.outcome())).orElse(new Badge("busy", "busy", "in progress"));
    }

    static Badge of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy _ -> new Badge("ok", "good", outcome.word());
            case Outcome.Done _ -> new Badge("ok", "good", outcome.word());
            case Outcome.Unchecked _ -> new Badge("dash", "quiet", outcome.word());
            case Outcome.RolledBack _ -> new Badge("undo", "warn", outcome.word());
            case Outcome.Abandoned _ -> new Badge("dash", "quiet", outcome.word());
            case Outcome.Refused _ -> new Badge("stop", "warn", outcome.word());
            case Outcome.Failed _ -> new Badge("cross", "bad", outcome.word());
            case Outcome.Stranded _ -> new Badge("warn", "bad", outcome.word());
        };
    }

    static Badge of(ReleaseSummary release) {
        return switch (release.state()) {
            case "current" -> new Badge("ok", "good", "current");
            case "bad" -> new Badge("cross", "bad", "bad");
            case "rolled back from" -> new Badge("undo", "warn", "rolled back from");
            case "good" -> new Badge("ok", "quiet", "good");
            default -> new Badge("dash", "quiet", release.state());
        };
    }

    static Badge well(boolean well, boolean optional, String word) {
        if (well) {
            return new Badge("ok", "good", word);
        }
        return optional ? new Badge("dash", "quiet", word) : new Badge("cross", "bad", word);
    }
}
