package io.smolotchi.release.store.disk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pieces of a disk that several files have, with the owners of those that were looked at. The file system says that a piece is shared, and not with whom: one
 * that turns up once only is shared with a file that nobody looked at.
 */
final class SharedPieces {

    private record Edge(long at, int owner, int step) {}

    private final List<Edge> edges = new ArrayList<>();

    void add(int owner, long at, long length) {
        edges.add(new Edge(at, owner, 1));
        edges.add(new Edge(at + length, owner, -1));
    }

    @FunctionalInterface
    interface Gain {
        void bytes(int owner, long bytes);
    }

    /** Calls with each piece that turned up more than once, and always with the same owner; each counts once. */
    void ofOneOwner(Gain gain) {
        edges.sort(Comparator.comparingLong(Edge::at));
        Map<Integer, Integer> here = new HashMap<>();
        long from = 0;
        for (Edge edge : edges) {
            if (here.size() == 1 && edge.at() > from) {
                Map.Entry<Integer, Integer> only = here.entrySet().iterator().next();
                if (only.getValue() > 1) {
                    gain.bytes(only.getKey(), edge.at() - from);
                }
            }
            int left = here.getOrDefault(edge.owner(), 0) + edge.step();
            if (left == 0) {
                here.remove(edge.owner());
            } else {
                here.put(edge.owner(), left);
            }
            from = edge.at();
        }
    }
}
