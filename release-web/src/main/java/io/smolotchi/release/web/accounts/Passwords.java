package io.smolotchi.release.web.accounts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * How passwords are hashed, and which are taken. bcrypt rather than argon2id: argon2id wants 19 MB for each login, which is a third of the heap of this
 * process on the smallest machine, and a library of 8 MB.
 */
public final class Passwords {

    /** Twice the work per step; 11 takes 0.27 s on a PC with the first compiler alone, the flags that the server runs with. */
    private static final int COST = 11;

    private static final int MIN_CHARACTERS = 12;
    /** bcrypt ignores what follows, so more would be a false promise. */
    private static final int MAX_BYTES = 72;

    private Passwords() {}

    public static PasswordEncoder encoder() {
        return encoder(COST);
    }

    static PasswordEncoder encoder(int cost) {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(cost)));
    }

    /** Every reason not to take it; empty when it is fine. */
    static List<String> objections(String account, String password) {
        List<String> objections = new ArrayList<>();
        if (password.codePointCount(0, password.length()) < MIN_CHARACTERS) {
            objections.add("it has fewer than " + MIN_CHARACTERS + " characters");
        }
        if (!hashable(password)) {
            objections.add("it has more than " + MAX_BYTES + " bytes");
        }
        if (password.equalsIgnoreCase(account)) {
            objections.add("it is the name of the account");
        }
        if (password.chars().distinct().count() < 5 && !password.isEmpty()) {
            objections.add("it has fewer than 5 different characters");
        }
        return objections;
    }

    /** Whether it can be the password of any account. */
    static boolean hashable(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }
}
