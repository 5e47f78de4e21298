package io.smolotchi.release.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The fixture tells histories as DESIGN's section on rollback does. */
class HistoryTest {

    @Test
    void a_rollback_reinstates_a_row_and_what_follows_it_goes_on_from_there() {
        List<Activation> rows = History.empty()
                .activated("A")
                .activated("B")
                .activated("C")
                .rolledBackTo("B")
                .rolledBackTo("A")
                .activated("D")
                .activations();
        Activation a = rows.get(0);
        Activation b = rows.get(1);
        Activation c = rows.get(2);
        assertThat(a.parent()).isEmpty();
        assertThat(b.parent()).contains(a.id());
        assertThat(c.parent()).contains(b.id());
        assertThat(rows.get(3).position()).isEqualTo(b.id());
        assertThat(rows.get(3).parent()).contains(c.id());
        assertThat(rows.get(4).position()).isEqualTo(a.id());
        assertThat(rows.get(4).parent()).contains(b.id());
        assertThat(rows.get(5).parent()).contains(a.id());
        assertThat(rows)
                .allMatch(row ->
                        row.kind() == OperationKind.ROLLBACK || row.position().equals(row.id()));
    }

    @Test
    void what_failed_moves_nothing_and_is_marked_when_it_was_to_blame() {
        History history = History.empty()
                .activated("A")
                .failed("B")
                .failed("C", Blame.HOST)
                .abandoned("D")
                .activated("E");
        Activation a = history.activations().getFirst();
        assertThat(history.activations().subList(1, 5)).allSatisfy(row -> {
            assertThat(row.parent()).contains(a.id());
            assertThat(row.from()).isEqualTo(a.to());
        });
        assertThat(history.marks()).extracting(Mark::version).containsExactly(new Version("B"));
    }

    @Test
    void a_mark_of_a_rollback_is_lifted_by_redo() {
        History history =
                History.empty().activated("A").activated("B").rolledBackTo("A").redone("B");
        assertThat(history.marks()).extracting(Mark::set).containsExactly(true, false);
        assertThat(history.activations().getLast().position())
                .isEqualTo(history.activations().get(1).id());
        assertThat(history.toReleaseHistory().current()).contains(new Version("B"));
    }
}
