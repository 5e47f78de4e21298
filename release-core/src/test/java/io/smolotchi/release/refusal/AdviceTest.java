package io.smolotchi.release.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdviceTest {

    private final Advice card = new Advice("/mnt/card");

    @Test
    void each_line_to_type_names_the_root() {
        assertThat(card.in("smolotchi-release list, or: smolotchi-release stage SOURCE --version 1.0.0"))
                .isEqualTo(
                        "smolotchi-release --root /mnt/card list, or: smolotchi-release --root /mnt/card stage SOURCE"
                                + " --version 1.0.0");
        assertThat(card.line("recover")).isEqualTo("smolotchi-release --root /mnt/card recover");
    }

    @Test
    void the_name_alone_or_in_another_one_is_no_line_to_type() {
        String text = "stop smolotchi-release-prune.timer, look into /var/lib/smolotchi-release and"
                + " /usr/bin/smolotchi-release list, install smolotchi-release (again)";

        assertThat(card.in(text)).isEqualTo(text);
    }

    @Test
    void the_running_machine_needs_no_option() {
        assertThat(Advice.here().in("smolotchi-release recover")).isEqualTo("smolotchi-release recover");
    }

    @Test
    void a_root_that_a_shell_would_split_is_quoted() {
        assertThat(new Advice("/mnt/anna's card $1").in("smolotchi-release recover"))
                .isEqualTo("smolotchi-release --root '/mnt/anna'\\''s card $1' recover");
    }

    @Test
    void the_code_of_a_refusal_stays() {
        Refusal refusal = Refusal.of(Code.ACTIVATION_OPEN, "cannot prune: @3 is open", "smolotchi-release recover");

        assertThat(card.in(refusal))
                .isEqualTo(Refusal.of(
                        Code.ACTIVATION_OPEN,
                        "cannot prune: @3 is open",
                        "smolotchi-release --root /mnt/card recover"));
    }
}
