package io.smolotchi.release.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseHistoryTest {

    private final History told = History.empty();

    @Test
    void nothing_is_current_before_the_first_installation() {
        assertThat(history().current()).isEmpty();
        assertThat(history().position()).isEmpty();
        assertThat(history().lastLive()).isEmpty();
    }

    @Test
    void what_became_live_last_is_current_whatever_was_tried_since() {
        told.activated("A")
                .activated("B")
                .failed("C")
                .abandoned("A")
                .stranded("A")
                .interrupted("A");
        assertThat(current()).contains("B");
    }

    @Test
    void nothing_is_current_after_an_uninstall() {
        told.activated("A").uninstalled();
        assertThat(current()).isEmpty();
        assertThat(history().lastLive().map(Activation::kind)).contains(OperationKind.UNINSTALL);
    }

    @Test
    void a_rollback_takes_the_position_of_the_row_that_it_reinstates() {
        told.activated("A");
        OperationId first = history().position().orElseThrow().id();
        told.activated("B").rolledBack();
        assertThat(history().position().map(Activation::id)).contains(first);
        assertThat(history().lastLive().map(Activation::kind)).contains(OperationKind.ROLLBACK);
        told.activated("C");
        assertThat(history().position().flatMap(Activation::parent)).contains(first);
    }

    @Test
    void a_release_was_tried_in_vain_when_it_was_tried_and_never_live() {
        told.activated("A").staged("B").failed("C").abandoned("D").failed("E").activated("E");
        assertThat(triedInVain("A")).isFalse();
        assertThat(triedInVain("B")).isFalse();
        assertThat(triedInVain("C")).isTrue();
        assertThat(triedInVain("D")).isTrue();
        assertThat(triedInVain("E")).isFalse();
    }

    @Test
    void an_attempt_that_is_still_open_was_not_in_vain() {
        told.activated("A").interrupted("B");
        assertThat(triedInVain("B")).isFalse();
    }

    @Test
    void another_tree_under_the_same_name_has_neither_the_marks_nor_the_past_of_the_first() {
        told.activated("A").failed("B").activated("B").bad("B").activated("A").pruned("B");
        told.stagedOtherwise("B");
        Release other = release("B");
        assertThat(history().mark(other, Mark.Kind.BAD)).isEmpty();
        assertThat(history().mark(other.version(), History.digestOf("B"), Mark.Kind.BAD))
                .isPresent();
        assertThat(history().lastLive(other)).isEmpty();
        assertThat(history().triedInVain(other)).isFalse();
    }

    @Test
    void a_pruned_release_is_not_there() {
        told.activated("A").activated("B").pruned("A");
        assertThat(history().release(new Version("A"))).isEmpty();
        assertThat(history().release(new Version("B"))).isPresent();
    }

    @Test
    void the_newest_mark_of_a_kind_counts() {
        told.activated("A").bad("A");
        assertThat(history().mark(release("A"), Mark.Kind.BAD).map(Mark::reason))
                .contains("by hand");
        told.pinned("A").good("A");
        assertThat(history().mark(release("A"), Mark.Kind.BAD)).isEmpty();
        assertThat(history().mark(release("A"), Mark.Kind.PINNED)).isPresent();
    }

    @Test
    void a_state_is_live_from_the_end_of_its_row_until_the_end_of_the_next_live_one() {
        told.activated("A");
        Instant begin = told.now();
        Activation first = history().lastLive().orElseThrow();
        assertThat(history().replacedAt(first)).isEmpty();
        told.later(Duration.ofDays(1)).failed("B");
        assertThat(history().replacedAt(first)).isEmpty();
        told.activated("C");
        Instant end = told.now();
        assertThat(history().replacedAt(first)).contains(end);
        assertThat(history().liveAt(begin.minusSeconds(1))).isEmpty();
        assertThat(history().liveAt(begin)).contains(first);
        assertThat(history().liveAt(end.minusSeconds(1))).contains(first);
        assertThat(history().liveAt(end).flatMap(Activation::to)).contains(new Version("C"));
    }

    private ReleaseHistory history() {
        return told.toReleaseHistory();
    }

    private Optional<String> current() {
        return history().current().map(Version::value);
    }

    private Release release(String version) {
        return history().release(new Version(version)).orElseThrow();
    }

    private boolean triedInVain(String version) {
        return history().triedInVain(release(version));
    }
}
