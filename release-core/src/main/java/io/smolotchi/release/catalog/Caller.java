package io.smolotchi.release.catalog;

/**
 * Who asks, from where, and why.
 *
 * @param actor login name behind sudo, web user, or "timer"; never empty
 * @param origin the way in
 * @param reason one line, see {@link Reason}; empty when none was given
 */
public record Caller(String actor, Origin origin, String reason) {

    public Caller {
        if (actor.isBlank()) {
            throw new IllegalArgumentException("an operation has an actor");
        }
        reason = Reason.line(reason);
    }
}
