package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class TestHostAvailabilityTest {
    @Test
    void without_a_host_a_test_fails_in_continuous_integration() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TestHostAvailability.refuse("it needs root", true))
                .withMessage("no test host on this machine: it needs root");
    }

    @Test
    void without_a_host_a_test_is_skipped_elsewhere() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> TestHostAvailability.refuse("it needs root", false))
                .withMessageContaining("it needs root");
    }

    @Test
    void programs_are_looked_for_in_the_path(@TempDir Path directory) throws IOException {
        Path program = Files.createFile(directory.resolve("ip"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.createFile(directory.resolve("nsenter"));
        assertThat(TestHostAvailability.missing(List.of("ip", "nsenter", "curl"), "/nowhere::" + directory))
                .containsExactly("nsenter", "curl");
    }
}
