package io.smolotchi.release.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Names of the accounts of this machine. One that some directory elsewhere knows is named by its number. */
final class Logins {

    private static final int UID = 2;

    private final Path file;

    /** @param file as in passwd(5) */
    Logins(Path file) {
        this.file = file;
    }

    String name(long uid) {
        String number = Long.toString(uid);
        return entries().stream()
                .filter(entry -> entry.get(UID).equals(number))
                .map(List::getFirst)
                .findFirst()
                .orElse("uid-" + number);
    }

    Optional<Long> uid(String name) {
        return entries().stream()
                .filter(entry -> entry.getFirst().equals(name))
                .map(entry -> entry.get(UID))
                .filter(uid -> uid.matches("\\d{1,10}"))
                .map(Long::valueOf)
                .findFirst();
    }

    /** Read each time: an account may come while the operator runs. */
    private List<List<String>> entries() {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(line -> Arrays.asList(line.split(":", -1)))
                    .filter(entry -> entry.size() > UID)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
