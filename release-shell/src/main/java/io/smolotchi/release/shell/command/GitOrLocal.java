package io.smolotchi.release.shell.command;

import io.smolotchi.release.operation.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a SOURCE on the line means. A path is made absolute, because whoever carries it out has another working directory. */
final class GitOrLocal {

    private static final String HEAD = "HEAD";

    private GitOrLocal() {}

    /** @param ref as the option gives it */
    static Source of(String text, Optional<String> ref) {
        int hash = text.lastIndexOf('#');
        if (ref.isPresent()) {
            return new Source.Git(place(text), ref.get());
        }
        if (hash > 0 && hash < text.length() - 1 && !Files.exists(Path.of(text))) {
            return new Source.Git(place(text.substring(0, hash)), text.substring(hash + 1));
        }
        if (remote(text) || bare(Path.of(text))) {
            return new Source.Git(place(text), HEAD);
        }
        return local(text);
    }

    static Source.Local local(String path) {
        return new Source.Local(absolute(path));
    }

    private static String place(String text) {
        return remote(text) ? text : absolute(text);
    }

    /** A URL, or {@code host:path} as ssh has it. */
    private static boolean remote(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*")
                || (text.matches("[A-Za-z0-9_.@-]+:.*") && !Files.exists(Path.of(text)));
    }

    private static boolean bare(Path path) {
        return Files.isRegularFile(path.resolve(HEAD))
                && Files.isDirectory(path.resolve("objects"))
                && Files.isDirectory(path.resolve("refs"));
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }
}
