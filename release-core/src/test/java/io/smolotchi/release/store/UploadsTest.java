package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {

    @TempDir
    Path root;

    @Test
    void a_copy_is_as_large_as_what_was_looked_at_or_is_none() throws Exception {
        Path archive = Files.writeString(root.resolve("archive"), "0123456789");

        assertThat(Uploads.copiedWhole(archive, root.resolve("same"), 10)).isTrue();
        assertThat(root.resolve("same")).hasContent("0123456789");
        assertThat(Uploads.copiedWhole(archive, root.resolve("grew"), 4)).isFalse();
        assertThat(root.resolve("grew")).hasContent("0123");
        assertThat(Uploads.copiedWhole(archive, root.resolve("shrank"), 11)).isFalse();
    }
}
