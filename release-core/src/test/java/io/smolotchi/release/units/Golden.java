package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected texts, below src/test/resources/units; {@code -Dregenerate=true} rewrites them. */
final class Golden {

    private static final Path DIRECTORY = Path.of("src", "test", "resources", "units");

    private Golden() {}

    static void check(String name, String text) throws IOException {
        Path file = DIRECTORY.resolve(name);
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(file, text);
        }
        assertThat(file).content().isEqualTo(text);
    }
}
