package io.smolotchi.release.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How much of the suite is run: of {@code bin/verify} the boundaries of the steps, of {@code bin/faults} everything. */
enum Scale {
    SHORT,
    WHOLE;

    private static final long SEED = Long.getLong("smolotchi.faults.seed", System.nanoTime() & 0xffffffL);

    static Scale current() {
        return Boolean.getBoolean("smolotchi.faults.whole") ? WHOLE : SHORT;
    }

    /** The seed of everything that is drawn; given back by {@code -Dsmolotchi.faults.seed}. */
    static long seed() {
        return SEED;
    }

    static Random random(String what) {
        return new Random(SEED ^ what.hashCode());
    }

    int of(int few, int all) {
        return this == WHOLE ? all : few;
    }

    /** Either all points, or those around each step. */
    List<Point> points(List<Point> points) {
        return this == WHOLE ? points : boundaries(points);
    }

    /** A step begins and ends with a row in the catalog: the first call that is not the catalog's, and the first that is again. */
    static List<Point> boundaries(List<Point> points) {
        List<Point> boundaries = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).catalog() != points.get(i - 1).catalog()) {
                boundaries.add(points.get(i));
            }
        }
        return boundaries;
    }
}
