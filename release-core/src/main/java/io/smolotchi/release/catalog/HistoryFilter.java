package io.smolotchi.release.catalog;

import java.util.Optional;

/**
 * Which rows of the history to read, newest first.
 *
 * @param before only rows with a smaller number: the next page
 * @param limit at most this many rows, 1 to 1,000
 */
public record HistoryFilter(
        Optional<Version> version, Optional<String> outcome, Optional<OperationId> before, int limit) {

    public static HistoryFilter newest(int limit) {
        return new HistoryFilter(Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
