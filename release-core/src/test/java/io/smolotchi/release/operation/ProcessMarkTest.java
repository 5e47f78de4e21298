package io.smolotchi.release.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMarkTest {

    @Test
    void a_process_is_known_by_the_boot_and_the_ticks_at_which_it_began() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        ProcessMark self = ProcessMark.self();
        try {
            assertThat(self.alive()).isTrue();
            assertThat(self.start()).matches("[0-9a-f-]{36}/[0-9]+");
            assertThat(new ProcessMark(sleeper.pid(), self.start()).alive()).isFalse();
            assertThat(new ProcessMark(self.pid(), self.start().replaceFirst("^.", "x")).alive())
                    .as("of another boot")
                    .isFalse();
        } finally {
            sleeper.destroyForcibly().waitFor();
        }
        assertThat(new ProcessMark(sleeper.pid(), self.start()).alive()).isFalse();
    }

    @Test
    void when_it_began_is_counted_from_this_boot_alone() {
        ProcessMark self = ProcessMark.self();
        double up = Uptime.seconds().orElseThrow();

        assertThat(self.ticks())
                .hasValueSatisfying(ticks -> assertThat(ticks / 100.0).isBetween(0.0, up));
        assertThat(new ProcessMark(1, self.start().replaceFirst("^.", "x")).ticks())
                .isEmpty();
        assertThat(new ProcessMark(1, "").ticks()).isEmpty();
    }
}
