package io.smolotchi.release.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.refusal.Code;
import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void a_reason_is_one_line_without_what_moves_a_cursor_or_turns_text_round() {
        Caller caller =
                new Caller("anna", Origin.CONSOLE, " new\r\n\tweb\u0007page \u202Etxt.exe\u2069\u2028x\u0085y ");

        assertThat(caller.reason()).isEqualTo("new web page txt.exe x y");
    }

    @Test
    void other_letters_than_ours_stay() {
        assertThat(Reason.line("größer: 你好 שלום 🐍")).isEqualTo("größer: 你好 שלום 🐍");
    }

    @Test
    void what_is_longer_than_500_characters_is_refused() {
        assertThat(Reason.problem("🐍".repeat(500))).isEmpty();
        assertThat(Reason.problem("a" + " ".repeat(1000))).isEmpty();
        assertThat(Reason.problem("x".repeat(501)))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(Code.VALUE_MALFORMED));
    }
}
