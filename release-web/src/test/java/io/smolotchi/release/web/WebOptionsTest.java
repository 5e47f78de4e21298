package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebOptionsTest {

    @Test
    void root_and_port_have_defaults_that_are_the_machine_itself() throws Exception {
        WebOptions options = WebOptions.parse(List.of());

        assertThat(options.root()).isEqualTo(Path.of("/"));
        assertThat(options.port()).isEmpty();
        assertThat(options.insecure()).isFalse();
        assertThat(options.management()).isEmpty();
        assertThat(WebOptions.parse(List.of("--insecure")).insecure()).isTrue();
    }

    @Test
    void what_follows_user_belongs_to_it() throws Exception {
        WebOptions options = WebOptions.parse(List.of("--root", "/mnt", "--port", "0", "user", "add", "--role"));

        assertThat(options.root()).isEqualTo(Path.of("/mnt"));
        assertThat(options.port()).isEqualTo(OptionalInt.of(0));
        assertThat(options.management()).contains(List.of("user", "add", "--role"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port x",
                "--port 70000",
                "--root",
                "--root /no/such/root",
                "--root pom.xml",
                "--help-me",
                "serve"
            })
    void anything_else_is_a_misuse(String line) {
        assertThatThrownBy(() -> WebOptions.parse(List.of(line.split(" ")))).isInstanceOf(WebOptions.Misused.class);
    }
}
