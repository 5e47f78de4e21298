package io.smolotchi.release.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void the_page_says_what_the_records_say() throws IOException {
        String page = ConfigurationPage.text();
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("run this test with -Dregenerate=true after a setting has changed")
                .content()
                .isEqualTo(page);
    }
}
