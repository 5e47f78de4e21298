package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.HistoryFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows a page of the history has. SQLite keeps no statistics here, and would walk the whole history in search of what is rare: so the walk begins where
 * there is least, which is counted first, as far as that tells; and the numbers are found in indexes alone, before any row is read.
 */
final class HistoryPage {

    /** Whoever has that many is not rare. */
    private static final int MANY = 1_000;

    private static final String OPEN = "open";

    /** What the walk goes along, each with its index; in the order in which they are taken when none is rare. */
    enum Walk {
        VERSION("v.operation_id", "activation v INDEXED BY activation_by_version"),
        ACTOR("y.id", "operation y INDEXED BY operation_by_actor"),
        OUTCOME("z.operation_id", "operation_end z INDEXED BY operation_end_by_outcome"),
        TIME("x.operation_id", "activation x INDEXED BY activation_by_time"),
        NUMBER("x.operation_id", "activation x");

        private final String id;
        private final String table;

        Walk(String id, String table) {
            this.id = id;
            this.table = table;
        }
    }

    /** A condition with its arguments. */
    private record Condition(String sql, List<Object> arguments) {}

    private final HistoryFilter filter;
    private final boolean open;
    private final Map<Walk, Condition> conditions = new EnumMap<>(Walk.class);

    HistoryPage(HistoryFilter filter) {
        this.filter = filter;
        String outcome = filter.outcome()
                .map(word -> word.toLowerCase(Locale.ROOT).replace('-', ' '))
                .orElse("");
        this.open = outcome.equals(OPEN);
        filter.version().ifPresent(version -> only(Walk.VERSION, "v.to_version = ?", version.value()));
        filter.actor().ifPresent(actor -> only(Walk.ACTOR, "y.actor = ?", actor));
        if (!outcome.isEmpty() && !open) {
            only(Walk.OUTCOME, "z.outcome = ?", outcome);
        }
        List<String> times = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        filter.since().ifPresent(since -> {
            times.add("x.opened_at >= ?");
            arguments.add(UtcText.of(since));
        });
        filter.until().ifPresent(until -> {
            times.add("x.opened_at < ?");
            arguments.add(UtcText.of(until));
        });
        if (!times.isEmpty()) {
            conditions.put(Walk.TIME, new Condition(String.join(" AND ", times), arguments));
        }
    }

    private void only(Walk walk, String sql, String value) {
        conditions.put(walk, new Condition(sql, List.of(value)));
    }

    /** The numbers of the rows, newest first. */
    Select numbers(Connection connection) throws SQLException {
        return numbers(walk(connection));
    }

    private Walk walk(Connection connection) throws SQLException {
        Map<Walk, Integer> found = new EnumMap<>(Walk.class);
        for (Map.Entry<Walk, Condition> one : conditions.entrySet()) {
            Condition condition = one.getValue();
            Select few = new Select(
                    "SELECT count(*) AS number FROM (SELECT 1 FROM " + one.getKey().table + " WHERE " + condition.sql
                            + " LIMIT " + MANY + ")",
                    condition.arguments);
            found.put(
                    one.getKey(),
                    few.run(connection, row -> (int) row.number("number")).getFirst());
        }
        // Rows that are found by their time are not in the order of their numbers, and have to be sorted.
        if (found.getOrDefault(Walk.TIME, MANY) == MANY) {
            found.remove(Walk.TIME);
        }
        return found.entrySet().stream()
                .min(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                // By that index because it holds no more than is asked of it.
                .orElse(open && !conditions.containsKey(Walk.TIME) ? Walk.TIME : Walk.NUMBER);
    }

    Select numbers(Walk walk) {
        List<String> tables = new ArrayList<>(List.of(walk.table));
        List<String> where = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        filter.before().ifPresent(before -> {
            where.add(walk.id + " < ?");
            arguments.add(before.value());
        });
        if (open) {
            where.add("NOT EXISTS (SELECT 1 FROM operation_end n WHERE n.operation_id = " + walk.id + ")");
        }
        conditions.forEach((by, condition) -> {
            if (by != walk && by != Walk.TIME) {
                tables.add(by.table);
                where.add(by.id + " = " + walk.id);
            }
            if (by == walk || by != Walk.TIME) {
                where.add(condition.sql);
                arguments.addAll(condition.arguments);
            }
        });
        Optional<Condition> time =
                walk == Walk.TIME ? Optional.empty() : Optional.ofNullable(conditions.get(Walk.TIME));
        time.ifPresent(condition -> between(walk, condition, where, arguments));
        // Not every operation is an activation. Last, because its rows are long.
        if (walk == Walk.ACTOR || walk == Walk.OUTCOME || (walk == Walk.VERSION && time.isPresent())) {
            tables.add(Walk.NUMBER.table);
            where.add(Walk.NUMBER.id + " = " + walk.id);
        }
        arguments.add(filter.limit());
        return new Select(
                "SELECT " + walk.id + " AS id FROM " + String.join(" CROSS JOIN ", tables)
                        + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where)) + " ORDER BY " + walk.id
                        + " DESC LIMIT ?",
                arguments);
    }

    /** Numbers rise with time but for a clock that was set, so that the first and the last of the time limit the walk, and each row is asked all the same. */
    private static void between(Walk walk, Condition time, List<String> where, List<Object> arguments) {
        String rows = " FROM " + Walk.TIME.table + " WHERE " + time.sql + ")";
        where.add(walk.id + " BETWEEN (SELECT min(x.operation_id)" + rows + " AND (SELECT max(x.operation_id)" + rows);
        arguments.addAll(time.arguments);
        arguments.addAll(time.arguments);
        where.add(time.sql);
        arguments.addAll(time.arguments);
    }
}
