package io.smolotchi.release.shell.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.refusal.Refused;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void words_are_split_as_a_shell_does() {
        assertThat(Words.of("  a  'b  c' \"d \\\" e\" f\\ g '' h'i'\"j\" "))
                .containsExactly("a", "b  c", "d \" e", "f g", "", "hij");
    }

    @Test
    void nothing_is_expanded() {
        assertThat(Words.of("$HOME *.gz ~ `ls` \"\\$x\"")).containsExactly("$HOME", "*.gz", "~", "`ls`", "\\$x");
    }

    @Test
    void a_comment_ends_the_line() {
        assertThat(Words.of("list # all of them")).containsExactly("list");
        assertThat(Words.of("stage a#b")).containsExactly("stage", "a#b");
        assertThat(Words.of("# nothing")).isEmpty();
    }

    @Test
    void an_open_quote_is_refused() {
        assertThatThrownBy(() -> Words.of("stage 'a b"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("quote");
    }
}
