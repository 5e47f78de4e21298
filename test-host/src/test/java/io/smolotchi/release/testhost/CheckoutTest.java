package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    @Test
    void the_nearest_folder_with_a_mvn_is_it(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("checkout/.mvn"));
        Path module = Files.createDirectories(directory.resolve("checkout/module/target"));
        assertThat(Checkout.find(null, module)).isEqualTo(directory.resolve("checkout"));
    }

    @Test
    void a_configured_one_wins(@TempDir Path directory) {
        assertThat(Checkout.find("/somewhere/../else", directory)).isEqualTo(Path.of("/else"));
    }

    @Test
    void without_one_the_property_is_named(@TempDir Path directory) {
        assertThatExceptionOfType(TestHostException.class)
                .isThrownBy(() -> Checkout.find(null, directory))
                .withMessageContaining("smolotchi.checkout");
    }
}
