package io.smolotchi.release.catalog;

import java.util.Optional;

/**
 * Which rows of the history to read, newest first.
 *
 * @param version only rows that led to it, or tried to
 * @param outcome only rows with that {@linkplain Outcome#word() word}, with a blank or a hyphen; "open" for those that have not ended
 * @param before only rows with a smaller number: the next page
 * @param limit at most this many rows, 1 to 1,000
 */
public record HistoryFilter(
        Optional<Version> version, Optional<String> outcome, Optional<OperationId> before, int limit) {

    public HistoryFilter {
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("a page of the history has 1 to 1,000 rows, not " + limit);
        }
    }

    public static HistoryFilter newest(int limit) {
        return new HistoryFilter(Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
