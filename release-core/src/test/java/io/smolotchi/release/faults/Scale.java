package io.smolotchi.release.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** How much of the suite is run: of {@code bin/verify} the boundaries of the steps, of {@code bin/faults} everything. */
enum Scale {
    SHORT,
    WHOLE;

    /** Of the whole, how much, for a machine or an evening that has no time for all of it. */
    static final int PERCENT = Integer.getInteger("smolotchi.faults.percent", 100);

    /** The same each time in the short form, so that whoever changes something else is not surprised by a draw. */
    private static final long SEED =
            Long.getLong("smolotchi.faults.seed", current() == WHOLE ? System.nanoTime() & 0xffffffL : 20_261_124L);

    /** What {@code bin/verify} has no time for is left out in sight. */
    static void onlyWhole() {
        Assumptions.assumeTrue(current() == WHOLE, "tried by bin/faults");
    }

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
        return this == WHOLE ? Math.max(few, all * PERCENT / 100) : few;
    }

    /** That many, drawn and then in their order. */
    <T> List<T> some(List<T> from, int few, int all, String what) {
        List<Integer> drawn =
                new ArrayList<>(IntStream.range(0, from.size()).boxed().toList());
        Collections.shuffle(drawn, random(what));
        return drawn.subList(0, Math.min(from.size(), of(few, all))).stream()
                .sorted()
                .map(from::get)
                .toList();
    }

    /** Either all points, or those around each step. */
    List<Point> points(List<Point> points, String what) {
        return this == WHOLE ? some(points, 0, points.size(), what) : boundaries(points);
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
