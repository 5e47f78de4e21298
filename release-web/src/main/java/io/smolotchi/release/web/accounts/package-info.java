/**
 * Who may use the pages: accounts with hashed passwords, lockouts and the audit of logins, in {@code web.db}. Knows nothing of HTTP and nothing of
 * releases.
 */
@NullMarked
package io.smolotchi.release.web.accounts;

import org.jspecify.annotations.NullMarked;
