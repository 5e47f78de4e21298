package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.operation.Request;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoreOptionsTest {

    private static final List<String> COMMAND = List.of("/usr/bin/smolotchi-release");
    private static final Request RECOVER = new Request.Recover(false);
    private static final Request PRUNE = new Request.Prune(Optional.empty(), false);

    @Test
    void a_service_carries_out_what_must_not_end_with_whoever_asks() {
        CoreOptions console = new CoreOptions(false, false, COMMAND);

        assertThat(console.here(PRUNE, true)).isFalse();
        assertThat(console.here(RECOVER, true)).isTrue();
    }

    @Test
    void a_process_that_is_confined_carries_out_nothing_itself() {
        CoreOptions confined = new CoreOptions(false, true, COMMAND);

        assertThat(confined.here(PRUNE, true)).isFalse();
        assertThat(confined.here(RECOVER, true)).isFalse();
    }

    @Test
    void where_no_service_can_be_started_everything_is_carried_out_here() {
        assertThat(new CoreOptions(false, true, COMMAND).here(PRUNE, false)).isTrue();
        assertThat(new CoreOptions(false, true, List.of()).here(PRUNE, true)).isTrue();
        assertThat(new CoreOptions(false, true, COMMAND).inForeground(true).here(PRUNE, true))
                .isTrue();
    }
}
