package io.smolotchi.release.activation;

import static io.smolotchi.release.activation.Direction.FORWARD;
import static io.smolotchi.release.activation.Direction.STRANDED;
import static io.smolotchi.release.activation.Direction.UNDO;
import static io.smolotchi.release.activation.SwitchState.BEGUN;
import static io.smolotchi.release.activation.SwitchState.DONE;
import static io.smolotchi.release.activation.SwitchState.NOT_BEGUN;

import io.smolotchi.release.catalog.Outcome;
import java.util.List;
import java.util.Map;

/**
 * The whole life of an open activation: what its journal may say next. There is no way from undo to forward, and none from an end to anything. What a
 * process that takes over says once more is no change.
 */
final class Transitions {

    /** Where an open activation stands. */
    record Standing(Direction direction, SwitchState switched) {
        @Override
        public String toString() {
            return direction + ", switch " + switched;
        }
    }

    private static final Map<Standing, List<Standing>> TABLE = Map.of(
            at(FORWARD, NOT_BEGUN), List.of(at(FORWARD, BEGUN), at(UNDO, NOT_BEGUN)),
            at(FORWARD, BEGUN), List.of(at(FORWARD, DONE), at(UNDO, BEGUN)),
            at(FORWARD, DONE), List.of(at(UNDO, DONE)),
            at(UNDO, NOT_BEGUN), List.of(at(STRANDED, NOT_BEGUN)),
            at(UNDO, BEGUN), List.of(at(STRANDED, BEGUN)),
            at(UNDO, DONE), List.of(at(STRANDED, DONE)),
            at(STRANDED, NOT_BEGUN), List.of(at(UNDO, NOT_BEGUN)),
            at(STRANDED, BEGUN), List.of(at(UNDO, BEGUN)),
            at(STRANDED, DONE), List.of(at(UNDO, DONE)));

    private Transitions() {}

    private static Standing at(Direction direction, SwitchState switched) {
        return new Standing(direction, switched);
    }

    static boolean legal(Standing from, Standing to) {
        return from.equals(to) || TABLE.getOrDefault(from, List.of()).contains(to);
    }

    /** How an activation may end where it stands. */
    static boolean ends(Standing from, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy _, Outcome.Unchecked _ -> from.equals(at(FORWARD, DONE));
            case Outcome.RolledBack _ -> from.direction() == UNDO && from.switched() != NOT_BEGUN;
            case Outcome.Abandoned _ -> from.direction() == UNDO && from.switched() == NOT_BEGUN;
            case Outcome.Stranded _ -> from.direction() == STRANDED;
            case Outcome.Done _, Outcome.Refused _, Outcome.Failed _ -> false;
        };
    }

    /** @throws IllegalStateException when the journal must not say so: a fault of this program, that changes nothing */
    static void require(Standing from, Standing to) {
        if (!legal(from, to)) {
            throw new IllegalStateException("an activation does not go from " + from + " to " + to);
        }
    }
}
