package io.smolotchi.release.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedPiecesTest {

    private final SharedPieces pieces = new SharedPieces();

    private record Piece(Set<Integer> whose, int files, long bytes) {}

    @Test
    void a_piece_is_told_once_with_everybody_who_has_it() {
        pieces.add(0, 100, 50);
        pieces.add(1, 100, 50);
        pieces.add(1, 100, 50);

        assertThat(all()).containsExactly(new Piece(Set.of(0, 1), 3, 50));
    }

    @Test
    void pieces_that_overlap_are_cut_at_their_edges() {
        pieces.add(0, 100, 50);
        pieces.add(0, 120, 50);
        pieces.add(1, 140, 5);

        assertThat(all())
                .containsExactly(
                        new Piece(Set.of(0), 1, 20),
                        new Piece(Set.of(0), 2, 20),
                        new Piece(Set.of(0, 1), 3, 5),
                        new Piece(Set.of(0), 2, 5),
                        new Piece(Set.of(0), 1, 20));
    }

    @Test
    void neighbours_are_no_overlap_and_gaps_are_nobodys() {
        pieces.add(1, 150, 50);
        pieces.add(0, 100, 50);
        pieces.add(2, 300, 10);

        assertThat(all())
                .containsExactly(new Piece(Set.of(0), 1, 50), new Piece(Set.of(1), 1, 50), new Piece(Set.of(2), 1, 10));
    }

    private List<Piece> all() {
        List<Piece> all = new ArrayList<>();
        pieces.each((whose, files, bytes) -> all.add(new Piece(whose, files, bytes)));
        return all;
    }
}
