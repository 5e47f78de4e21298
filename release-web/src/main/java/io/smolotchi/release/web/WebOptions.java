package io.smolotchi.release.web;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The words of the command line.
 *
 * @param insecure whether it may be served on an address of the network without TLS
 * @param management {@code user} or {@code token} with what follows it; empty to serve the pages
 */
record WebOptions(Path root, OptionalInt port, boolean insecure, Optional<List<String>> management) {

    static final String USAGE = "usage: smolotchi-release-web [--root DIR] [--port N] [--insecure]\n"
            + "       smolotchi-release-web [--root DIR] user|token add|remove|list ...";

    /** Why the words can't be understood. */
    static final class Misused extends Exception {
        Misused(String message) {
            super(message);
        }
    }

    static WebOptions parse(List<String> words) throws Misused {
        Path root = Path.of("/");
        OptionalInt port = OptionalInt.empty();
        boolean insecure = false;
        List<String> left = new ArrayList<>(words);
        while (!left.isEmpty()) {
            String word = left.removeFirst();
            switch (word) {
                case "--root" -> root = root(value(word, left));
                case "--port" -> port = OptionalInt.of(port(value(word, left)));
                case "--insecure" -> insecure = true;
                case "user", "token" -> {
                    left.addFirst(word);
                    return new WebOptions(root, port, insecure, Optional.of(List.copyOf(left)));
                }
                default -> throw new Misused("unknown word or option: " + word);
            }
        }
        return new WebOptions(root, port, insecure, Optional.empty());
    }

    private static String value(String option, List<String> left) throws Misused {
        if (left.isEmpty() || left.getFirst().isEmpty()) {
            throw new Misused(option + " wants a value");
        }
        return left.removeFirst();
    }

    private static Path root(String text) throws Misused {
        try {
            Path root = Path.of(text);
            if (Files.isDirectory(root)) {
                return root;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new Misused("--root wants a directory, and there is none of that name");
    }

    private static int port(String text) throws Misused {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Misused("--port wants a number from 0 to 65535");
    }
}
