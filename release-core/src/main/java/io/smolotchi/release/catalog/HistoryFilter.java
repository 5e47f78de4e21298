package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rows of the history to read, newest first.
 *
 * @param version only rows that led to it, or tried to
 * @param outcome only rows with that {@linkplain Outcome#word() word}, with a blank or a hyphen; "open" for those that have not ended
 * @param actor only rows that somebody of that very name asked for
 * @param since only rows that began then or later
 * @param until only rows that began earlier
 * @param before only rows with a smaller number: the next page
 * @param limit at most this many rows, 1 to 1,000
 */
public record HistoryFilter(
        Optional<Version> version,
        Optional<String> outcome,
        Optional<String> actor,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<OperationId> before,
        int limit) {

    public static final int MOST_ROWS = 1_000;

    public HistoryFilter {
        if (limit < 1 || limit > MOST_ROWS) {
            throw new IllegalArgumentException("a page of the history has 1 to 1,000 rows, not " + limit);
        }
    }

    public static HistoryFilter newest(int limit) {
        return new HistoryFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    public HistoryFilter ofVersion(Optional<Version> only) {
        return new HistoryFilter(only, outcome, actor, since, until, before, limit);
    }

    public HistoryFilter ended(Optional<String> only) {
        return new HistoryFilter(version, only, actor, since, until, before, limit);
    }

    public HistoryFilter by(Optional<String> only) {
        return new HistoryFilter(version, outcome, only, since, until, before, limit);
    }

    public HistoryFilter begun(Optional<Instant> sinceThen, Optional<Instant> untilThen) {
        return new HistoryFilter(version, outcome, actor, sinceThen, untilThen, before, limit);
    }

    public HistoryFilter before(Optional<OperationId> row) {
        return new HistoryFilter(version, outcome, actor, since, until, row, limit);
    }

    public HistoryFilter atMost(int rows) {
        return new HistoryFilter(version, outcome, actor, since, until, before, rows);
    }
}
