package io.smolotchi.release;

import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.UnknownRelease;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** A release is pinned or called bad, or no longer. */
final class MarkVerb implements Verb {

    private final Parts parts;
    private final Turn turn;
    private final Request.Marking request;

    MarkVerb(Parts parts, Turn turn, Request.Marking request) {
        this.parts = parts;
        this.turn = turn;
        this.request = request;
    }

    @Override
    public Plan plan() {
        ReleaseHistory history = ReleaseHistory.of(parts.reads(), parts.store()::holds);
        Optional<Release> release = history.release(request.version());
        boolean already =
                release.flatMap(found -> history.mark(found, request.mark())).isPresent() == request.set();
        String word = word(request.mark());
        String effect = request.set()
                ? "mark " + word + ": " + request.version()
                : "lift the mark " + word + " from " + request.version();
        boolean nothing = release.isPresent() && already;
        String soAlready = request.version() + (request.set() ? " is marked " : " is not marked ") + word;
        return new SmallPlan(
                SmallPlan.FORMAT,
                nothing ? soAlready : effect,
                List.of(effect),
                nothing,
                release.isPresent() ? List.of() : List.of(unknown()));
    }

    private Refusal unknown() {
        return UnknownRelease.refusal("mark", request.version(), parts.store().releases());
    }

    private static String word(Mark.Kind kind) {
        return switch (kind) {
            case BAD -> "bad";
            case PINNED -> "pinned";
            case ROLLED_BACK_FROM -> "rolled back from";
        };
    }

    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        return turn.toChange(operation, run, () -> {
            Plan plan = plan();
            return Agreement.obstacle(operation, plan)
                    .orElseGet(() -> plan.nothingToDo()
                            ? Agreement.nothingToDo("it is so already")
                            : marked(operation, plan.summary()));
        });
    }

    private Outcome marked(Operation operation, String what) {
        Release release = parts.catalog().release(request.version()).orElseThrow();
        parts.catalog()
                .mark(new Mark(
                        request.version(),
                        release.digest(),
                        request.mark(),
                        request.set(),
                        operation.caller().reason(),
                        operation.id(),
                        parts.clock().instant()));
        return new Outcome.Done(what);
    }
}
