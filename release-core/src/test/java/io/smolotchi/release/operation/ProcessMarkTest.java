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
}
