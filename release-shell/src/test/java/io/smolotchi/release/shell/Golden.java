package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Output that is kept in a file and compared. {@code -Dregenerate=true} writes the files anew, to be read before they are committed. */
public final class Golden {

    static final boolean REGENERATE = Boolean.getBoolean("regenerate");

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    public static void check(String name, String actual) throws IOException {
        compare(FOLDER.resolve(name + ".txt"), actual);
    }

    static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void compare(Path file, String actual) throws IOException {
        if (REGENERATE) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, actual);
        }
        assertThat(file).as("regenerate with -Dregenerate=true").exists();
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
