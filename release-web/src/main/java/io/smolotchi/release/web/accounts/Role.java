package io.smolotchi.release.web.accounts;

import java.util.Locale;
import java.util.Optional;

/** What an account may do. */
public enum Role {
    /** Reads everything, changes nothing. */
    VIEWER,
    /** Changes what runs. */
    OPERATOR,
    /** Also what concerns accounts. */
    ADMINISTRATOR;

    public boolean mayChange() {
        return this != VIEWER;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> parse(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
