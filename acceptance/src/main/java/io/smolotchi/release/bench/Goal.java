package io.smolotchi.release.bench;

import java.util.Locale;
import java.util.Map;

/**
 * What is aimed at: a figure of ours, at most so many times a peer's of the same run.
 *
 * @param bytes whether what was allocated is compared, and not the time
 */
record Goal(String words, Phase phase, String ours, String peer, double factor, boolean bytes) {

    static Goal time(String words, Phase phase, String peer, double factor) {
        return new Goal(words, phase, Manager.FROM_DIRECTORY, peer, factor, false);
    }

    /** A line of the table of goals; empty when one of the two did not run. */
    String line(String tree, Map<Phase, Map<String, Times>> results) {
        Times mine = results.getOrDefault(phase, Map.of()).get(ours);
        Times theirs = results.getOrDefault(phase, Map.of()).get(peer);
        if (mine == null || theirs == null) {
            return "";
        }
        double ratio = bytes
                ? mine.medianAllocated() / theirs.medianAllocated()
                : mine.medianSeconds() / theirs.medianSeconds();
        String verdict = ratio <= factor
                ? "met"
                : String.format(Locale.ROOT, "**missed** by %.0f %%", (ratio / factor - 1) * 100);
        return String.format(
                Locale.ROOT, "| %s | %s | %.2f | at most %.2f | %s |", words, tree, ratio, factor, verdict);
    }
}
