package io.smolotchi.release.web.accounts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** One account of each role, named after it, with a cheap hash. */
public final class TestAccounts {

    private TestAccounts() {}

    public static void make(Path file, String password) throws IOException {
        try (WebDatabase database = WebDatabase.open(file)) {
            Accounts accounts = new Accounts(database, Passwords.encoder(4), Clock.systemUTC());
            for (Role role : Role.values()) {
                accounts.add(role.word(), role, password);
            }
        }
    }
}
