package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A machine on which 1.0.0 is activated, made once, since that takes seconds, and copied for each test. */
final class InstalledTemplate {

    private final Path root;

    /**
     * @param directory empty
     * @param more versions that are staged too
     */
    InstalledTemplate(Path directory, String... more) {
        this.root = directory.resolve("template");
        try (OfflineMachine made = new OfflineMachine(root)) {
            made.stage(Sample.tree("1.0.0", directory));
            for (String version : more) {
                made.stage(Sample.tree(version, directory));
            }
            assertThat(made.activate("1.0.0")).isEqualTo(new Outcome.Unchecked());
        }
    }

    void copyTo(Path other) {
        try {
            Process copy = new ProcessBuilder("cp", "-a", root + "/.", other.toString())
                    .inheritIO()
                    .start();
            assertThat(copy.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
