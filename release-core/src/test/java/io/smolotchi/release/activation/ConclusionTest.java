package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConclusionTest {

    static List<Outcome> ends() {
        return List.of(
                new Outcome.Healthy(),
                new Outcome.Unchecked(),
                new Outcome.Abandoned(Code.CANCELLED, "cancelled by its operator"),
                new Outcome.RolledBack("health", Code.HEALTH_FAILED, "web: HTTP 500", Blame.RELEASE));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void an_end_is_read_as_it_was_written(Outcome end) {
        assertThat(Conclusion.read(Conclusion.of(end).json()).toOutcome()).isEqualTo(end);
    }

    @Test
    void what_needs_a_hand_has_not_ended_for_good() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conclusion.of(new Outcome.Stranded("undo", Code.STRANDED, "")));
    }
}
