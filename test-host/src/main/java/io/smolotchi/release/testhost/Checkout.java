package io.smolotchi.release.testhost;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the source tree that is being tested lies. */
final class Checkout {
    private Checkout() {}

    /** System property {@code smolotchi.checkout}, by default the nearest folder above the present one with a .mvn. */
    static Path find() {
        return find(System.getProperty("smolotchi.checkout"), Path.of("").toAbsolutePath());
    }

    static Path find(@Nullable String configured, Path from) {
        if (configured != null) {
            return Path.of(configured).toAbsolutePath().normalize();
        }
        return Stream.<@Nullable Path>iterate(
                        from, path -> path != null, path -> path == null ? null : path.getParent())
                .filter(path -> path != null && Files.isDirectory(path.resolve(".mvn")))
                .findFirst()
                .orElseThrow(() -> new TestHostException(
                        "no folder with a .mvn above " + from + ": set the system property smolotchi.checkout"));
    }
}
