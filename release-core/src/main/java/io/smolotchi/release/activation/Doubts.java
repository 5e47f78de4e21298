package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Start;
import io.smolotchi.release.activation.steps.WatchHealth;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.state.StateReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What speaks against activating a release that is whole; who knows better says {@code --force} and why. */
final class Doubts {

    /** Where a try ended of a release that had run by then. */
    private static final Set<String> WHERE_IT_RAN = Set.of(Start.NAME, WatchHealth.NAME, Way.TWICE);

    private final StateReview state;

    Doubts(StateReview state) {
        this.state = state;
    }

    List<Refusal> about(Release release, ReleaseHistory history) {
        List<Refusal> doubts = new ArrayList<>();
        String again =
                "to try all the same: smolotchi-release activate " + release.version() + " --force --reason TEXT";
        bad(release, history, again)
                .or(() -> neverHealthy(release, history, again))
                .ifPresent(doubts::add);
        state.rules()
                .below(state.rules().level(history), release, history)
                .ifPresent(why -> doubts.add(Refusal.of(
                        Code.STATE_BELOW_FLOOR,
                        "cannot activate " + release.version() + ": " + why,
                        "smolotchi-release rollback --to " + release.version() + " --with-state, if it ran before; "
                                + again)));
        return doubts;
    }

    private static Optional<Refusal> bad(Release release, ReleaseHistory history, String again) {
        return history.mark(release, Mark.Kind.BAD)
                .map(mark -> Refusal.of(
                        Code.RELEASE_BAD,
                        "cannot activate " + release.version() + ": it is marked bad since @" + mark.by()
                                + (mark.reason().isEmpty() ? "" : ": " + mark.reason()),
                        again));
    }

    /** It was not to blame, else it would be marked bad, and yet it ran and was not well. */
    static Optional<Refusal> neverHealthy(Release release, ReleaseHistory history, String again) {
        return history.triesInVain(release).stream()
                .filter(Doubts::ran)
                .findFirst()
                .filter(row -> !history.calledGoodSince(row.id(), release))
                .map(row -> Refusal.of(
                        Code.RELEASE_NEVER_HEALTHY,
                        "cannot activate " + release.version() + ": it has never been healthy, and @" + row.id()
                                + " ended with: "
                                + row.ended().orElseThrow().outcome().word(),
                        "smolotchi-release show @" + row.id() + "; " + again));
    }

    private static boolean ran(Activation row) {
        return switch (row.ended().orElseThrow().outcome()) {
            case Outcome.RolledBack(String step, Code _, String _, Blame blame) ->
                blame != Blame.OPERATOR && WHERE_IT_RAN.contains(step);
            case Outcome.Stranded _ -> true;
            default -> false;
        };
    }

    /** Who tries again what has not even run should know. */
    List<String> earlierTries(Release release, ReleaseHistory history) {
        return history.triedInVain(release)
                ? List.of(release.version() + " was tried before, and has never been healthy yet")
                : List.of();
    }
}
