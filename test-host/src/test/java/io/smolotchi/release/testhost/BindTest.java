package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindTest {
    @Test
    void one_path_serves_both_sides() {
        assertThat(Bind.parse("/srv", true)).isEqualTo(new Bind(Path.of("/srv"), "/srv", true));
        assertThat(Bind.parse("/srv", true).option()).isEqualTo("--bind-ro=/srv:/srv");
    }

    @Test
    void two_paths_are_outside_and_inside() {
        assertThat(Bind.parse("/srv:/opt", false).option()).isEqualTo("--bind=/srv:/opt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv", "/srv:opt", "srv:/opt", "/srv:/opt:/x", ""})
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bind.parse(text, true));
    }
}
