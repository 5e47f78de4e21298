package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.shell.command.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ManPageTest {

    private static final Path PAGE = Path.of("../packaging/man/smolotchi-release.8");

    @Test
    void the_page_says_what_the_help_says() throws IOException {
        Golden.compare(PAGE, new ManPage(Commands.all().grammar()).page());
    }

    /** Nothing that groff warns of, and the words as they were written. */
    @Test
    void it_is_set_without_a_warning() throws Exception {
        Process groff = new ProcessBuilder(
                        "groff",
                        "-man",
                        "-ww",
                        "-Tutf8",
                        "-P-c",
                        PAGE.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();
        String shown = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(groff.waitFor()).isZero();
        assertThat(shown.replaceAll(".\b", "")).doesNotContain("warning").contains("--project-dir DIR", "EXIT STATUS");
    }
}
