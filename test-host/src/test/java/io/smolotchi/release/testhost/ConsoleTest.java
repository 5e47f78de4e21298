package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void colours_and_carriage_returns_are_left_out() {
        assertThat(Console.plain("[\u001B[0;32m  OK  \u001B[0m] Mounted \u001B[0;1;39mtmp.mount\u001B[0m.\r\n\u001B[K"))
                .isEqualTo("[  OK  ] Mounted tmp.mount.\n");
    }
}
