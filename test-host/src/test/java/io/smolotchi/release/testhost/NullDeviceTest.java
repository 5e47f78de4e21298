package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NullDeviceTest {
    @Test
    void a_sound_device_passes() {
        NullDevice.check(Path.of("/dev/null"));
    }

    @Test
    void a_file_in_its_place_is_damage(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("null"));
        assertThatExceptionOfType(TestHostException.class)
                .isThrownBy(() -> NullDevice.check(file))
                .withMessageContaining("is damaged")
                .withMessageContaining("mknod");
    }
}
