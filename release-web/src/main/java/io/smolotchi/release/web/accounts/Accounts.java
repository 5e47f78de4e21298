package io.smolotchi.release.web.accounts;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The accounts of {@code web.db}. */
public final class Accounts {

    private static final String COLUMNS = "SELECT name, role, created_at, generation FROM account ";

    /** Of a random password. Compared against when there is no such account, so that the time taken does not tell. */
    private static final String NOBODY = "{bcrypt}$2a$11$8Avx.CwsCF.SQdF3kRift.Nh2PgwOXaVdV3TvutQBX363TkRxYAja";

    private static final RowMapper<Account> ACCOUNT = (row, _) -> new Account(
            row.getString(1), Role.valueOf(row.getString(2)), Instant.parse(row.getString(3)), row.getLong(4));

    private final WebDatabase database;
    private final PasswordEncoder encoder;
    private final Clock clock;

    public Accounts(WebDatabase database, PasswordEncoder encoder, Clock clock) {
        this.database = database;
        this.encoder = encoder;
        this.clock = clock;
    }

    public Optional<Account> find(String name) {
        return database.ask(jdbc ->
                jdbc.sql(COLUMNS + "WHERE name = ?").param(name).query(ACCOUNT).optional());
    }

    public List<Account> list() {
        return database.ask(
                jdbc -> jdbc.sql(COLUMNS + "ORDER BY name").query(ACCOUNT).list());
    }

    /** The account, when name and password belong together. Takes as long for a name that does not exist. */
    public Optional<Account> verify(String name, String password) {
        Optional<String> hash = database.ask(jdbc -> jdbc.sql("SELECT password FROM account WHERE name = ?")
                .param(name)
                .query(String.class)
                .optional());
        boolean matches = Passwords.hashable(password) && encoder.matches(password, hash.orElse(NOBODY));
        return matches && hash.isPresent() ? find(name) : Optional.empty();
    }

    /** Whether it was added; false when the name is taken. The password must be one without {@link Passwords objections}. */
    boolean add(String name, Role role, String password) {
        String hash = encoder.encode(password);
        return database.ask(
                jdbc -> jdbc.sql("INSERT INTO account (name, role, password, created_at) VALUES (?, ?, ?, ?)"
                                        + " ON CONFLICT (name) DO NOTHING")
                                .params(name, role.name(), hash, Times.text(clock.instant()))
                                .update()
                        == 1);
    }

    /** Whether there was one. Sessions of it end with their next request. */
    boolean remove(String name) {
        return database.ask(jdbc ->
                jdbc.sql("DELETE FROM account WHERE name = ?").param(name).update() == 1);
    }
}
