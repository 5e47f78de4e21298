package io.smolotchi.release.web.security;

import io.smolotchi.release.web.accounts.LoginAudit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Writes down that tokens were refused, so seldom that nobody can push out of the audit what else is in it, or wear out a card. */
final class RefusedTokens {

    private static final Duration APART = Duration.ofSeconds(30);

    private final LoginAudit audit;
    private final Clock clock;
    private Instant last = Instant.MIN;

    RefusedTokens(LoginAudit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** @param name of the token, when it is known and has expired; else empty */
    void one(String name, String address) {
        if (due()) {
            audit.record(LoginAudit.Event.TOKEN_REFUSED, name, address);
        }
    }

    private synchronized boolean due() {
        Instant now = clock.instant();
        if (!last.equals(Instant.MIN) && now.isBefore(last.plus(APART)) && !now.isBefore(last)) {
            return false;
        }
        last = now;
        return true;
    }
}
