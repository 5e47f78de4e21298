package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubtsTest {

    @ParameterizedTest
    @ValueSource(strings = {"start", "health", Way.TWICE})
    void a_release_that_ran_and_has_never_been_healthy_is_doubted_whoever_was_to_blame(String step) {
        Optional<Refusal> doubt = about(told -> told.failed("B", step, Blame.HOST));
        assertThat(doubt.map(Refusal::code)).contains(Code.RELEASE_NEVER_HEALTHY);
        assertThat(doubt.orElseThrow().what()).contains("has never been healthy", "@", "rolled back");
        assertThat(doubt.orElseThrow().remedy()).contains("show @", "activate B --force --reason");
    }

    @Test
    void also_one_that_left_the_machine_stranded() {
        assertThat(about(told -> told.stranded("B"))).isPresent();
    }

    @Test
    void what_did_not_come_to_run_says_nothing_about_a_release() {
        assertThat(about(told -> told)).isEmpty();
        assertThat(about(told -> told.abandoned("B"))).isEmpty();
        assertThat(about(told -> told.failed("B", "install-units", Blame.HOST))).isEmpty();
        assertThat(about(told -> told.failed("B", "before the switch", Blame.HOST)))
                .isEmpty();
    }

    @Test
    void what_came_of_a_later_try_does_not_take_the_doubt_away() {
        assertThat(about(told -> told.failed("B", "health", Blame.HOST).abandoned("B")))
                .isPresent();
        assertThat(about(told -> told.failed("B").good("B").failed("B", "health", Blame.HOST)))
                .isPresent();
    }

    @Test
    void who_cancelled_it_may_try_again() {
        assertThat(about(told -> told.failed("B", "health", Blame.OPERATOR))).isEmpty();
    }

    @Test
    void one_that_was_healthy_is_not_doubted_for_what_the_host_did() {
        assertThat(about(told -> told.activated("B").activated("A").failed("B", "health", Blame.HOST)))
                .isEmpty();
        assertThat(about(told -> told.failed("B", "health", Blame.HOST).activated("B")))
                .isEmpty();
    }

    @Test
    void who_called_it_good_is_believed() {
        assertThat(about(told -> told.failed("B", "health", Blame.RELEASE).good("B")))
                .isEmpty();
    }

    private static Optional<Refusal> about(UnaryOperator<History> then) {
        ReleaseHistory history =
                then.apply(History.empty().activated("A").staged("B")).toReleaseHistory();
        return Doubts.neverHealthy(
                history.release(new Version("B")).orElseThrow(), history, "activate B --force --reason TEXT");
    }
}
