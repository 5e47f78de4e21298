package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The queries over the history: one statement each, so that it sees one state. */
final class ActivationSelect {

    private static final String COLUMNS = """
            SELECT a.operation_id, a.kind, o.actor, o.origin, o.reason, a.from_version, a.to_version, a.digest, a.position, a.parent,
                   a.opened_at, %s AS settings, %s AS plan, e.ended_at, e.outcome, e.code, e.step, e.blame, e.said, e.data
            """;
    private static final String SETTINGS = "a.settings";
    // By a subquery, so that it is looked up for the rows of the page alone.
    private static final String PLAN = "(SELECT p.plan FROM activation_plan p WHERE p.operation_id = a.operation_id)";
    private static final String FROM_ROWS = """
            FROM activation a JOIN operation o ON o.id = a.operation_id LEFT JOIN operation_end e ON e.operation_id = a.operation_id
            """;

    // CROSS JOIN keeps SQLite to this order: without statistics it would walk the whole history in search of a rare
    // outcome.
    private static final String FROM_ENDS = """
            FROM operation_end e CROSS JOIN activation a ON a.operation_id = e.operation_id CROSS JOIN operation o ON o.id = a.operation_id
            """;

    private static final String FROM_ACTORS = """
            FROM operation o CROSS JOIN activation a ON a.operation_id = o.id LEFT JOIN operation_end e ON e.operation_id = a.operation_id
            """;

    private static final String FROM_LIVE = """
            FROM activation a CROSS JOIN operation_end e ON e.operation_id = a.operation_id CROSS JOIN operation o ON o.id = a.operation_id
            """;

    private static final String CHAIN = """
            WITH RECURSIVE chain (id, depth) AS (
                SELECT ?, 1
                UNION ALL
                SELECT p.parent, c.depth + 1 FROM chain c CROSS JOIN activation p ON p.operation_id = c.id
                WHERE p.parent IS NOT NULL AND c.depth < ?
            )
            """;
    private static final String FROM_CHAIN = """
            FROM chain c CROSS JOIN activation a ON a.operation_id = c.id CROSS JOIN operation o ON o.id = a.operation_id
                 LEFT JOIN operation_end e ON e.operation_id = a.operation_id
            """;

    private ActivationSelect() {}

    static Select whole() {
        return Select.of(COLUMNS.formatted("'{}'", "'{}'") + FROM_ROWS + "ORDER BY a.operation_id");
    }

    /** Without plans and settings. */
    static Select bare(String rest, Object... arguments) {
        return Select.of(COLUMNS.formatted("'{}'", "'{}'") + FROM_ROWS + rest, arguments);
    }

    /** Likewise: live rows, along the history, for which the condition holds. */
    static Select live(String conditionAndOrder, Object... arguments) {
        return Select.of(
                COLUMNS.formatted("'{}'", "'{}'") + FROM_LIVE + "WHERE e.outcome IN ('healthy', 'unchecked') AND "
                        + conditionAndOrder,
                arguments);
    }

    /** Likewise: a row and those before it along {@code parent}, nearest first. */
    static Select chain(OperationId from, int atMost) {
        return Select.of(
                CHAIN + COLUMNS.formatted("'{}'", "'{}'") + FROM_CHAIN + "ORDER BY c.depth", from.value(), atMost);
    }

    static Select one(OperationId id) {
        return Select.of(COLUMNS.formatted(SETTINGS, PLAN) + FROM_ROWS + "WHERE a.operation_id = ?", id.value());
    }

    static Select page(HistoryFilter filter) {
        String outcome = filter.outcome()
                .map(word -> word.toLowerCase(Locale.ROOT).replace('-', ' '))
                .orElse("");
        boolean byOutcome = !outcome.isEmpty() && !outcome.equals("open");
        Start start = start(filter, byOutcome);

        List<String> conditions = new ArrayList<>(List.of("1"));
        List<Object> arguments = new ArrayList<>();
        filter.version().ifPresent(version -> {
            conditions.add("a.to_version = ?");
            arguments.add(version.value());
        });
        filter.actor().ifPresent(actor -> {
            conditions.add("o.actor = ?");
            arguments.add(actor);
        });
        if (byOutcome) {
            conditions.add("e.outcome = ?");
            arguments.add(outcome);
        } else if (!outcome.isEmpty()) {
            conditions.add("e.operation_id IS NULL");
        }
        filter.since().ifPresent(since -> {
            conditions.add("a.opened_at >= ?");
            arguments.add(UtcText.of(since));
        });
        filter.until().ifPresent(until -> {
            conditions.add("a.opened_at < ?");
            arguments.add(UtcText.of(until));
        });
        filter.before().ifPresent(before -> {
            conditions.add(start.id + " < ?");
            arguments.add(before.value());
        });
        arguments.add(filter.limit());
        String where = "WHERE " + String.join(" AND ", conditions) + " ORDER BY " + start.id + " DESC LIMIT ?";
        return new Select(COLUMNS.formatted(SETTINGS, PLAN) + start.tables + where, arguments);
    }

    /** Where a walk along the history meets the fewest rows that are not wanted. */
    private enum Start {
        ROWS("a.operation_id", FROM_ROWS),
        ACTORS("o.id", FROM_ACTORS),
        ENDS("e.operation_id", FROM_ENDS);

        private final String id;
        private final String tables;

        Start(String id, String tables) {
            this.id = id;
            this.tables = tables;
        }
    }

    private static Start start(HistoryFilter filter, boolean byOutcome) {
        if (filter.version().isPresent()) {
            return Start.ROWS;
        }
        if (filter.actor().isPresent()) {
            return Start.ACTORS;
        }
        return byOutcome ? Start.ENDS : Start.ROWS;
    }
}
