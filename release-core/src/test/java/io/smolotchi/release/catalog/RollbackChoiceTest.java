package io.smolotchi.release.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollbackChoiceTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final History history = History.empty();

    @Test
    void there_is_nothing_to_go_back_to_before_the_first_installation() {
        assertThat(nearest()).isEmpty();
        assertThat(choice().explanation()).isEqualTo("nothing was live before it");
    }

    @Test
    void there_is_nothing_to_go_back_to_from_the_first_release() {
        history.activated("A");
        assertThat(nearest()).isEmpty();
        assertThat(choice().explanation()).isEqualTo("nothing was live before it");
    }

    @Test
    void a_b_c_goes_back_to_b_and_again_to_a_and_then_nowhere() {
        history.activated("A").activated("B").activated("C");
        assertThat(nearest()).contains("B");
        history.rolledBack();
        assertThat(nearest()).contains("A");
        history.rolledBack();
        assertThat(nearest()).isEmpty();
    }

    @Test
    void a_b_c_and_a_again_goes_back_to_c() {
        history.activated("A").activated("B").activated("C").activated("A");
        assertThat(nearest()).contains("C");
    }

    @Test
    void a_release_that_was_activated_after_a_rollback_goes_back_to_where_that_rollback_led() {
        history.activated("A").activated("B").activated("C").rolledBack().activated("D");
        assertThat(nearest()).contains("B");
    }

    @Test
    void failed_stranded_abandoned_and_interrupted_attempts_are_no_way_back_and_in_no_way() {
        history.activated("A")
                .failed("X")
                .activated("B")
                .failed("X", Blame.HOST)
                .stranded("Y")
                .abandoned("Z")
                .interrupted("Z");
        assertThat(nearest()).contains("A");
        assertThat(choice().considered()).hasSize(1);
    }

    @Test
    void a_bad_release_is_passed_over() {
        history.activated("A").activated("B").activated("C").bad("B");
        assertThat(nearest()).contains("A");
        assertThat(skipped()).containsExactly("B: it is marked bad: by hand");
    }

    @Test
    void a_release_that_is_good_again_is_a_way_back_again() {
        history.activated("A").activated("B").activated("C").bad("B").good("B");
        assertThat(nearest()).contains("B");
    }

    @Test
    void a_pruned_release_is_passed_over() {
        history.activated("A").activated("B").activated("C").pruned("B");
        assertThat(nearest()).contains("A");
        assertThat(skipped()).containsExactly("B: it is no longer on disk");
    }

    @Test
    void another_tree_under_the_name_of_a_pruned_release_is_passed_over() {
        history.activated("A").activated("B").activated("C").pruned("B").stagedOtherwise("B");
        assertThat(nearest()).contains("A");
        assertThat(skipped()).containsExactly("B: another tree is on disk under its name");
    }

    @Test
    void another_tree_under_the_name_of_a_bad_release_is_not_bad() {
        history.activated("A").bad("A").pruned("A").stagedOtherwise("A");
        history.activated("A").activated("B");
        assertThat(nearest()).contains("A");
    }

    @Test
    void a_working_tree_is_passed_over() {
        history.activated("A").ranFromWorkingTree("B").activated("C");
        assertThat(nearest()).contains("A");
        assertThat(skipped()).containsExactly("B: it ran from a working tree");
    }

    @Test
    void a_pin_changes_nothing() {
        history.activated("A")
                .activated("B")
                .activated("C")
                .pinned("A")
                .pinned("B")
                .unpinned("B");
        assertThat(nearest()).contains("B");
    }

    @Test
    void a_release_that_was_rolled_back_from_is_passed_over() {
        history.activated("A").activated("B").activated("C").activated("B").rolledBack();
        assertThat(nearest()).contains("A");
        assertThat(skipped()).containsExactly("B: it was rolled back from");
    }

    @Test
    void a_release_that_was_kept_good_is_a_way_back() {
        history.activated("A").activated("B").activated("A").activated("C");
        history.rolledBackKeepingGoodTo("A");
        assertThat(nearest()).contains("B");
        history.activated("C").activated("D");
        assertThat(nearest()).contains("C");
    }

    @Test
    void becoming_live_lifts_the_mark_of_the_rollback() {
        history.activated("A").activated("B").rolledBack().activated("B").activated("C");
        assertThat(nearest()).contains("B");
    }

    @Test
    void a_redo_lifts_the_mark_of_the_rollback_and_goes_back_from_there() {
        history.activated("A").activated("B").activated("C").rolledBack().redone("C");
        assertThat(nearest()).contains("B");
    }

    @Test
    void redos_take_the_rollbacks_back_one_by_one_the_last_one_first() {
        history.activated("A").activated("B").activated("C").rolledBack().rolledBack();

        assertThat(again()).contains("B");
        history.redone("B");
        assertThat(again()).contains("C");
        history.redone("C");
        assertThat(again()).isEmpty();
    }

    @Test
    void a_redo_takes_a_rollback_of_many_steps_back_at_once() {
        history.activated("A").activated("B").activated("C").rolledBackTo("A");
        assertThat(again()).contains("C");
    }

    @Test
    void nothing_is_redone_once_something_else_was_activated() {
        history.activated("A").activated("B").rolledBack().activated("C");
        assertThat(again()).isEmpty();
    }

    @Test
    void what_failed_in_between_changes_nothing_about_a_redo() {
        history.activated("A").activated("B").rolledBack().failed("C");
        assertThat(again()).contains("B");
    }

    @Test
    void what_is_marked_bad_or_no_longer_on_disk_is_not_redone() {
        history.activated("A").activated("B").rolledBack().bad("B");
        assertThat(again()).isEmpty();
        history.good("B").pruned("B");
        assertThat(again()).isEmpty();
    }

    private Optional<String> again() {
        return RollbackChoice.again(history.toReleaseHistory(), history.now())
                .target()
                .flatMap(Activation::to)
                .map(Version::value);
    }

    @Test
    void units_that_were_rendered_anew_are_no_step_back() {
        history.activated("A").activated("B").rendered().rendered();
        assertThat(nearest()).contains("A");
        history.rolledBack();
        assertThat(nearest()).isEmpty();
    }

    @Test
    void an_uninstalled_application_comes_back_and_goes_back_as_before() {
        history.activated("A").activated("B").uninstalled();
        assertThat(nearest()).contains("B");
        history.rolledBack();
        assertThat(nearest()).contains("A");
    }

    @Test
    void the_time_without_an_application_is_passed_over() {
        history.activated("A").uninstalled().activated("B");
        assertThat(nearest()).contains("A");
        assertThat(skipped()).containsExactly("nothing: nothing was installed");
    }

    @Test
    void an_adopted_release_is_a_way_back() {
        history.adopted("A").unchecked("B");
        assertThat(nearest()).contains("A");
    }

    @Test
    void two_steps_back_are_two_rollbacks() {
        history.activated("A").activated("B").activated("C").activated("D");
        assertThat(steps(2)).contains("B");
        assertThat(steps(3)).contains("A");
        assertThat(steps(4)).isEmpty();
        assertThat(steps(0)).isEmpty();
    }

    @Test
    void steps_back_never_lead_to_the_current_release() {
        history.activated("A").activated("B").activated("A").activated("B");
        assertThat(steps(1)).contains("A");
        assertThat(steps(2)).isEmpty();
    }

    @Test
    void steps_back_count_no_release_twice() {
        history.activated("A").activated("B").activated("C").activated("B").activated("D");
        assertThat(steps(1)).contains("B");
        assertThat(steps(2)).contains("C");
        assertThat(steps(3)).contains("A");
    }

    @Test
    void a_named_release_is_chosen_wherever_it_is_in_the_history() {
        history.activated("A").activated("B").activated("C").activated("A").activated("D");
        assertThat(to("B")).contains("B");
        assertThat(to("A")).contains("A");
    }

    @Test
    void a_named_release_is_reinstated_as_it_was_when_it_was_last_live() {
        history.activated("A")
                .activated("B")
                .activated("C")
                .rolledBack()
                .rendered()
                .activated("D");
        Activation rendered = history.activations().stream()
                .filter(row -> row.kind() == OperationKind.RE_RENDER)
                .findFirst()
                .orElseThrow();
        assertThat(RollbackChoice.to(history.toReleaseHistory(), new Version("B"), history.now())
                        .target())
                .contains(rendered);
    }

    @Test
    void a_named_release_that_does_not_qualify_is_not_replaced_by_another() {
        history.activated("A").activated("B").activated("C").bad("B");
        assertThat(to("B")).isEmpty();
        assertThat(explanationTo("B")).isEqualTo("no release qualifies: skipped B @4: it is marked bad: by hand");
        assertThat(to("C")).isEmpty();
        assertThat(explanationTo("C")).contains("C @6: it is the release that runs now");
    }

    @Test
    void a_named_release_that_was_never_live_is_said_to_be_so() {
        history.activated("A").staged("B").failed("C");
        assertThat(to("B")).isEmpty();
        assertThat(explanationTo("B")).isEqualTo("B was never live");
        assertThat(explanationTo("C")).isEqualTo("C was never live");
    }

    @Test
    void what_was_live_at_a_time_is_chosen() {
        history.activated("A").later(DAY).activated("B");
        Instant withB = history.now().plusSeconds(1);
        history.later(DAY).activated("C").rolledBack();
        Instant backInB = history.now().plusSeconds(1);
        history.later(DAY).activated("D");
        assertThat(before(withB)).contains("B");
        assertThat(before(backInB)).contains("B");
        assertThat(before(withB.minus(DAY))).contains("A");
        assertThat(before(history.now())).isEmpty();
    }

    @Test
    void a_time_before_the_first_installation_is_said_to_be_so() {
        history.activated("A").activated("B");
        assertThat(before(History.BEGIN)).isEmpty();
        assertThat(RollbackChoice.before(history.toReleaseHistory(), History.BEGIN, history.now())
                        .explanation())
                .isEqualTo("nothing was live at that time");
    }

    @Test
    void an_attempt_that_failed_was_not_live_at_its_time() {
        history.activated("A").failed("X");
        Instant after = history.now();
        history.later(DAY).activated("B");
        assertThat(before(after)).contains("A");
    }

    @Test
    void the_choice_is_explained() {
        history.activated("1.4.2")
                .later(DAY.multipliedBy(9))
                .activated("1.4.3")
                .rolledBack()
                .activated("1.4.3")
                .activated("1.4.4")
                .rolledBackTo(row("1.4.3"))
                .bad("1.4.3")
                .activated("1.4.5");
        assertThat(choice().explanation())
                .isEqualTo("1.4.2 (@2, healthy for 9 days; skipped 1.4.3 @6: it is marked bad: by hand)");
    }

    @Test
    void having_no_choice_is_explained_too() {
        history.activated("A").activated("B").activated("C").bad("B").pruned("A");
        assertThat(choice().explanation())
                .isEqualTo(
                        "no release qualifies: skipped B @4: it is marked bad: by hand; A @2: it is no longer on disk");
    }

    @Test
    void a_release_that_was_not_checked_does_not_pass_for_healthy() {
        history.unchecked("A").later(Duration.ofHours(4)).unchecked("B");
        assertThat(choice().explanation()).endsWith(", unchecked for 6 hours)");
    }

    private Activation row(String version) {
        return history.activations().reversed().stream()
                .filter(row -> row.to().equals(Optional.of(new Version(version))))
                .findFirst()
                .orElseThrow();
    }

    private RollbackChoice choice() {
        return RollbackChoice.along(history.toReleaseHistory(), 1, history.now());
    }

    private Optional<String> nearest() {
        return steps(1);
    }

    private Optional<String> steps(int steps) {
        return version(RollbackChoice.along(history.toReleaseHistory(), steps, history.now()));
    }

    private Optional<String> to(String version) {
        return version(RollbackChoice.to(history.toReleaseHistory(), new Version(version), history.now()));
    }

    private String explanationTo(String version) {
        return RollbackChoice.to(history.toReleaseHistory(), new Version(version), history.now())
                .explanation();
    }

    private Optional<String> before(Instant time) {
        return version(RollbackChoice.before(history.toReleaseHistory(), time, history.now()));
    }

    private List<String> skipped() {
        return choice().considered().stream()
                .filter(candidate -> !candidate.taken())
                .map(candidate ->
                        candidate.row().to().map(Version::value).orElse("nothing") + ": " + candidate.reason())
                .toList();
    }

    private static Optional<String> version(RollbackChoice choice) {
        return choice.target().flatMap(Activation::to).map(Version::value);
    }
}
