package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.OperationId;

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

    // CROSS JOIN keeps SQLite to this order.
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

    /** The rows of these numbers, newest first, with plans and settings. */
    static Select page(Select numbers) {
        return new Select(
                COLUMNS.formatted(SETTINGS, PLAN) + FROM_ROWS + "WHERE a.operation_id IN (" + numbers.sql()
                        + ") ORDER BY a.operation_id DESC",
                numbers.arguments());
    }
}
