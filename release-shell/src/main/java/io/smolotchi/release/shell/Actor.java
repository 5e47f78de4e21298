package io.smolotchi.release.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who sits at the console: the login behind sudo or su, not the account that the process runs as. */
final class Actor {

    private static final String NOBODY_LOGGED_IN = "4294967295";

    private final Map<String, String> environment;
    private final Path root;

    /** @param root where {@code /proc} and {@code /etc/passwd} are looked up */
    Actor(Map<String, String> environment, Path root) {
        this.environment = environment;
        this.root = root;
    }

    String name() {
        return Stream.of(environment.getOrDefault("SUDO_USER", ""), login().orElse(""), System.getProperty("user.name"))
                .filter(name -> name.matches("[A-Za-z0-9_.@][A-Za-z0-9_.@$-]{0,63}"))
                .findFirst()
                .orElse("unknown");
    }

    /** The kernel keeps the user id of the login for the whole session; no program can pretend another one. */
    private Optional<String> login() {
        return read("proc/self/loginuid")
                .map(String::trim)
                .filter(uid -> !uid.isEmpty() && !uid.equals(NOBODY_LOGGED_IN))
                .flatMap(this::account);
    }

    private Optional<String> account(String uid) {
        return read("etc/passwd").stream()
                .flatMap(String::lines)
                .map(line -> line.split(":", 4))
                .filter(fields -> fields.length > 2 && fields[2].equals(uid))
                .map(fields -> fields[0])
                .findFirst();
    }

    private Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(root.resolve(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
