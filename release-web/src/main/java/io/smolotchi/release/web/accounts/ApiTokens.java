package io.smolotchi.release.web.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/** The tokens of {@code web.db}: 256 random bits each, of which the SHA-256 is kept. */
public final class ApiTokens {

    /** Found by programs that look for secrets where none should be. */
    static final String PREFIX = "smolotchi_";

    private static final int BYTES = 32;

    private static final int LENGTH = PREFIX.length()
            + Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(new byte[BYTES])
                    .length();

    private static final RowMapper<ApiToken> TOKEN = (row, _) -> new ApiToken(
            row.getString(1),
            Role.valueOf(row.getString(2)),
            Instant.parse(row.getString(3)),
            Instant.parse(row.getString(4)));

    private static final String COLUMNS = "SELECT name, role, created_at, expires_at FROM token ";

    private final WebDatabase database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ApiTokens(WebDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The token itself, which can't be had a second time; empty when the name is taken. */
    Optional<String> add(String name, Role role, Duration lasting) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant();
        boolean added = database.ask(
                jdbc -> jdbc.sql("INSERT INTO token (name, hash, role, created_at, expires_at) VALUES (?, ?, ?, ?, ?)"
                                        + " ON CONFLICT (name) DO NOTHING")
                                .params(name, hash(token), role.name(), Times.text(now), Times.text(now.plus(lasting)))
                                .update()
                        == 1);
        return added ? Optional.of(token) : Optional.empty();
    }

    /** Whether there was one. */
    boolean remove(String name) {
        return database.ask(
                jdbc -> jdbc.sql("DELETE FROM token WHERE name = ?").param(name).update() == 1);
    }

    public List<ApiToken> list() {
        return database.ask(
                jdbc -> jdbc.sql(COLUMNS + "ORDER BY name").query(TOKEN).list());
    }

    /** Whose it is, also when it has expired. What can't be one is not looked up. */
    public Optional<ApiToken> find(String token) {
        if (token.length() != LENGTH || !token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return database.ask(jdbc -> jdbc.sql(COLUMNS + "WHERE hash = ?")
                .param(hash(token))
                .query(TOKEN)
                .optional());
    }

    public boolean valid(ApiToken token) {
        return clock.instant().isBefore(token.expiresAt());
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
