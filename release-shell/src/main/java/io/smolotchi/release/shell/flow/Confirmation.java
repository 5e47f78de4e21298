package io.smolotchi.release.shell.flow;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Session;
import java.util.Locale;
import java.util.Optional;

/** Somebody agrees to a plan, or nothing happens. */
final class Confirmation {

    enum Answer {
        YES,
        NO,
        ABORTED
    }

    private final Session session;

    Confirmation(Session session) {
        this.session = session;
    }

    /** @throws Refused when there is nobody to ask, and {@code --yes} was not given */
    Answer ask(String question) {
        if (session.values().flag("yes")) {
            return Answer.YES;
        }
        if (!session.screen().canAsk()) {
            throw new Refused(
                    Code.CONFIRMATION_NEEDED,
                    "cannot " + session.values().form().name()
                            + ": because there is no terminal to ask on, and --yes was not given",
                    "add --yes to carry it out, or --dry-run to see the plan alone");
        }
        Optional<String> answer = session.screen().ask(question + " [y/N] ");
        if (answer.isEmpty()) {
            return Answer.ABORTED;
        }
        String word = answer.get().trim().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes") ? Answer.YES : Answer.NO;
    }
}
