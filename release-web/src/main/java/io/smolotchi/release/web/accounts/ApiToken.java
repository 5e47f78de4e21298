package io.smolotchi.release.web.accounts;

import java.time.Instant;

/**
 * Lets a program use the JSON API. What it is called stands in the history in place of an account.
 *
 * @param expiresAt from then on it is refused
 */
public record ApiToken(String name, Role role, Instant createdAt, Instant expiresAt) {}
