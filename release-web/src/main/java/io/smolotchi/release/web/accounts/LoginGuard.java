package io.smolotchi.release.web.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Slows down guessing: after a few failures an account, and after some more an address, has to wait, twice as long after each further failure.
 *
 * <p>An attempt counts as failed before its password is looked at, so that attempts at the same time can't outrun the count.
 */
public final class LoginGuard {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGET = Duration.ofHours(1);

    private enum Scope {
        ACCOUNT(5),
        /** Everybody who comes through the same tunnel has the same address. */
        ADDRESS(20);

        private final int free;

        Scope(int free) {
            this.free = free;
        }
    }

    private final WebDatabase database;
    private final Clock clock;

    public LoginGuard(WebDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What came of asking for an attempt.
     *
     * @param pause how long to wait; empty when the password may be looked at
     * @param locks whether a failure of this attempt locks the account or the address
     */
    public record Admission(Optional<Duration> pause, boolean locks) {}

    public Admission attempt(String account, String address) {
        Instant now = clock.instant();
        return database.ask(jdbc -> {
            forget(jdbc, now);
            Optional<Duration> wait =
                    longer(wait(jdbc, Scope.ACCOUNT, account, now), wait(jdbc, Scope.ADDRESS, address, now));
            if (wait.isPresent()) {
                return new Admission(wait, false);
            }
            boolean locksAccount = count(jdbc, Scope.ACCOUNT, account, now);
            boolean locksAddress = count(jdbc, Scope.ADDRESS, address, now);
            return new Admission(Optional.empty(), locksAccount || locksAddress);
        });
    }

    /** Takes back the attempt. Earlier failures of the address stay: one good account does not buy more guesses at others. */
    public void succeeded(String account, String address) {
        database.ask(jdbc -> {
            jdbc.sql("DELETE FROM login_failure WHERE scope = 'ACCOUNT' AND subject = ?")
                    .param(account)
                    .update();
            return jdbc.sql("UPDATE login_failure SET failures = failures - 1, locked_until = ''"
                            + " WHERE scope = 'ADDRESS' AND subject = ?")
                    .param(address)
                    .update();
        });
    }

    private static void forget(JdbcClient jdbc, Instant now) {
        jdbc.sql("DELETE FROM login_failure WHERE last_at < ?")
                .param(Times.text(now.minus(FORGET)))
                .update();
    }

    private static Optional<Duration> wait(JdbcClient jdbc, Scope scope, String subject, Instant now) {
        return jdbc.sql("SELECT locked_until FROM login_failure WHERE scope = ? AND subject = ? AND locked_until > ?")
                .params(scope.name(), subject, Times.text(now))
                .query(String.class)
                .optional()
                .map(until -> Duration.between(now, Instant.parse(until)));
    }

    private static boolean count(JdbcClient jdbc, Scope scope, String subject, Instant now) {
        int failures = jdbc.sql("INSERT INTO login_failure (scope, subject, failures, last_at) VALUES (?, ?, 1, ?)"
                        + " ON CONFLICT DO UPDATE SET failures = failures + 1, last_at = excluded.last_at"
                        + " RETURNING failures")
                .params(scope.name(), subject, Times.text(now))
                .query(Integer.class)
                .single();
        if (failures < scope.free) {
            return false;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(10, failures - scope.free));
        jdbc.sql("UPDATE login_failure SET locked_until = ? WHERE scope = ? AND subject = ?")
                .params(Times.text(now.plus(shorter(wait, LONGEST_WAIT))), scope.name(), subject)
                .update();
        return true;
    }

    private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
        return one.isEmpty() || (other.isPresent() && other.get().compareTo(one.get()) > 0) ? other : one;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
