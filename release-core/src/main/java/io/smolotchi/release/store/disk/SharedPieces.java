package io.smolotchi.release.store.disk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pieces of a disk that several files have, with whose those files are that were looked at. The file system says that a piece is shared, and not with whom:
 * one that turns up once only is shared with a file that nobody looked at.
 */
final class SharedPieces {

    private record Edge(long at, int whose, int step) {}

    private final List<Edge> edges = new ArrayList<>();

    void add(int whose, long at, long length) {
        edges.add(new Edge(at, whose, 1));
        edges.add(new Edge(at + length, whose, -1));
    }

    @FunctionalInterface
    interface Piece {
        /**
         * @param whose everybody who has it
         * @param files how many files that were looked at have it
         */
        void of(Set<Integer> whose, int files, long bytes);
    }

    /** Calls with each piece once, cut where the files that have it differ. */
    void each(Piece piece) {
        edges.sort(Comparator.comparingLong(Edge::at));
        Map<Integer, Integer> here = new HashMap<>();
        int files = 0;
        long from = 0;
        for (Edge edge : edges) {
            if (files > 0 && edge.at() > from) {
                piece.of(Set.copyOf(here.keySet()), files, edge.at() - from);
            }
            files += edge.step();
            int left = here.getOrDefault(edge.whose(), 0) + edge.step();
            if (left == 0) {
                here.remove(edge.whose());
            } else {
                here.put(edge.whose(), left);
            }
            from = edge.at();
        }
    }
}
