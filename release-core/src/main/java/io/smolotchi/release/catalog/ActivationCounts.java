package io.smolotchi.release.catalog;

import java.util.Map;

/**
 * How many activations ended in which way, and where to go on counting.
 *
 * @param byOutcome keys as {@link Outcome#word()} says them; none that there are no activations of
 * @param newestEvent number of the newest event of the same moment: what ends later has greater ones; 0 when there is none
 */
public record ActivationCounts(Map<String, Long> byOutcome, long newestEvent) {
    public ActivationCounts {
        byOutcome = Map.copyOf(byOutcome);
    }
}
