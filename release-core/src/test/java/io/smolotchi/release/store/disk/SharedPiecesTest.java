package io.smolotchi.release.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedPiecesTest {

    private final SharedPieces pieces = new SharedPieces();

    @Test
    void what_two_owners_have_is_nobodys() {
        pieces.add(0, 100, 50);
        pieces.add(1, 100, 50);

        assertThat(gains()).isEmpty();
    }

    @Test
    void what_an_owner_has_twice_is_his_once() {
        pieces.add(0, 100, 50);
        pieces.add(0, 100, 50);

        assertThat(gains()).containsExactly(Map.entry(0, 50L));
    }

    @Test
    void what_turns_up_once_is_shared_with_somebody_else() {
        pieces.add(0, 100, 50);

        assertThat(gains()).isEmpty();
    }

    @Test
    void pieces_that_overlap_are_cut_at_their_edges() {
        pieces.add(0, 100, 50);
        pieces.add(0, 120, 50);
        pieces.add(1, 140, 5);

        assertThat(gains()).containsExactly(Map.entry(0, 25L));
    }

    @Test
    void neighbours_are_no_overlap() {
        pieces.add(0, 100, 50);
        pieces.add(0, 100, 50);
        pieces.add(1, 150, 50);
        pieces.add(1, 150, 50);

        assertThat(gains()).containsOnly(Map.entry(0, 50L), Map.entry(1, 50L));
    }

    private Map<Integer, Long> gains() {
        Map<Integer, Long> gains = new HashMap<>();
        pieces.ofOneOwner((owner, bytes) -> gains.merge(owner, bytes, Long::sum));
        return gains;
    }
}
