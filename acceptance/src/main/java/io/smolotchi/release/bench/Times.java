package io.smolotchi.release.bench;

import java.util.List;
import java.util.stream.LongStream;

/**
 * How long something took, and what it left on the disk, over some rounds.
 *
 * @param nanos one per round
 * @param allocated bytes that the file system gave for it, one per round; empty where nothing was made
 */
record Times(List<Long> nanos, List<Long> allocated) {

    Times {
        nanos = List.copyOf(nanos);
        allocated = List.copyOf(allocated);
    }

    double medianSeconds() {
        return median(nanos) / 1e9;
    }

    double fastestSeconds() {
        return longs(nanos).min().orElseThrow() / 1e9;
    }

    double slowestSeconds() {
        return longs(nanos).max().orElseThrow() / 1e9;
    }

    double medianAllocated() {
        return median(allocated);
    }

    static double median(List<? extends Number> values) {
        double[] sorted =
                values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static LongStream longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue);
    }
}
