package io.smolotchi.release.web.accounts;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Who logged in, from where, and who tried to. */
public final class LoginAudit {

    /** An attacker writes here too: older rows go. */
    private static final int KEEP = 20_000;

    private static final int LONGEST_NAME = 64;

    public enum Event {
        LOGIN,
        FAILED,
        LOCKED,
        LOGOUT,
        ACCOUNT_ADDED,
        ACCOUNT_REMOVED,
        TOKEN_ADDED,
        TOKEN_REMOVED,
        /** A token that is unknown or has expired; the account is its name, when it is known. */
        TOKEN_REFUSED
    }

    /** @param address empty for the console */
    public record Entry(long id, Instant at, Event event, String account, String address) {}

    private final WebDatabase database;
    private final Clock clock;

    public LoginAudit(WebDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public void record(Event event, String account, String address) {
        String name = account.length() > LONGEST_NAME ? account.substring(0, LONGEST_NAME) : account;
        database.ask(jdbc -> {
            long id = jdbc.sql("INSERT INTO login_audit (at, event, account, address) VALUES (?, ?, ?, ?) RETURNING id")
                    .params(Times.text(clock.instant()), event.name(), name, address)
                    .query(Long.class)
                    .single();
            return jdbc.sql("DELETE FROM login_audit WHERE id <= ?")
                    .param(id - KEEP)
                    .update();
        });
    }

    /** Newest first. */
    public List<Entry> newest(int limit) {
        return database.ask(jdbc -> jdbc.sql(
                        "SELECT id, at, event, account, address FROM login_audit ORDER BY id DESC LIMIT ?")
                .param(limit)
                .query((row, _) -> new Entry(
                        row.getLong(1),
                        Instant.parse(row.getString(2)),
                        Event.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getString(5)))
                .list());
    }
}
