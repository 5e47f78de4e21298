package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.store.CurrentLink;

/** Where a recovery takes an activation that its manager did not end: decided by direction and switch, never by a guess. */
sealed interface Way {

    /** Where an activation was interrupted whose new release may have run each time. */
    String TWICE = "after the switch, twice";

    /** The new state is in place: go on from the start, once. */
    record On() implements Way {}

    record Back(Cause cause) implements Way {}

    static Way of(OpenJournal journal, CurrentLink link) {
        if (journal.direction() != Direction.FORWARD) {
            return new Back(journal.cause().orElseGet(() -> Cause.interrupted("undo")));
        }
        boolean switched = switch (journal.switchState()) {
            case NOT_BEGUN -> false;
            case DONE -> true;
            case BEGUN -> switched(journal.intent(), link);
        };
        if (!switched) {
            return new Back(Cause.interrupted("before the switch"));
        }
        return journal.attempts() > 0 ? new Back(Cause.interrupted(TWICE)) : new On();
    }

    /** The link is renamed last: when it is the new one, everything before it is done. One that does not change tells nothing. */
    private static boolean switched(Intent intent, CurrentLink link) {
        if (intent.from().equals(intent.to())) {
            return false;
        }
        return intent.to().isEmpty()
                ? link.read() instanceof CurrentLink.Target.Absent
                : link.version().equals(intent.to());
    }
}
