package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ActivationCounts;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.HistoryRows;
import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads of a catalog file, with plain JDBC and nothing of Spring. Opens the file read-only when something is asked, creates nothing, and is
 * not blocked by writers. Safe for use by several threads.
 */
public sealed class PlainCatalogReads implements CatalogReads, AutoCloseable permits OpenCatalog {

    private static final String RELEASES = """
            SELECT r.sequence, r.version, r.digest, r.staged_by, r.staged_at, r.source, r.files, r.bytes, d.removed_at
            FROM release r LEFT JOIN release_removed d ON d.sequence = r.sequence
            """;
    private static final String OPERATIONS = """
            SELECT o.id, o.kind, o.actor, o.origin, o.reason, o.asked_at, o.request, o.expected_plan,
                   e.ended_at, e.outcome, e.code, e.step, e.blame, e.said, e.data
            FROM operation o LEFT JOIN operation_end e ON e.operation_id = o.id
            """;
    private static final String EVENTS = "SELECT id, operation_id, at, type, step, text, data FROM event ";

    /** As the index on it says it, so that it is used. */
    static final String EVIDENCE = "type IN ('evidence', 'health-sample')";

    private final ReadConnections connections;

    /** @param db the catalog file; need not exist */
    public PlainCatalogReads(Path db) {
        this(SqliteFile.at(db), Schema.CURRENT);
    }

    PlainCatalogReads(SqliteFile file, Schema schema) {
        this.connections = new ReadConnections(file, schema);
    }

    @Override
    public List<Release> releases() {
        return list(Select.of(RELEASES + "ORDER BY r.sequence"), Mapping::release);
    }

    @Override
    public Optional<Release> release(Version version) {
        return one(
                Select.of(RELEASES + "WHERE r.version = ? AND d.sequence IS NULL", version.value()), Mapping::release);
    }

    @Override
    public List<Mark> marks() {
        return list(
                Select.of("SELECT version, digest, kind, is_set, reason, set_by, at FROM mark ORDER BY id"),
                Mapping::mark);
    }

    @Override
    public List<Activation> activations(HistoryFilter filter) {
        HistoryPage page = new HistoryPage(filter);
        return connections.read(
                List.of(),
                connection -> ActivationSelect.page(page.numbers(connection)).run(connection, Mapping::activation));
    }

    @Override
    public List<Activation> history() {
        return list(ActivationSelect.whole(), Mapping::activation);
    }

    @Override
    public Optional<Activation> activation(OperationId id) {
        return one(ActivationSelect.one(id), Mapping::activation);
    }

    @Override
    public HistoryRows historyRows() {
        return new HistoryQueries(this);
    }

    @Override
    public List<InstalledFile> installedFiles(OperationId activation) {
        return new InstalledSet(this).files(activation);
    }

    @Override
    public Optional<Operation> operation(OperationId id) {
        return one(Select.of(OPERATIONS + "WHERE o.id = ?", id.value()), Mapping::operation);
    }

    @Override
    public List<Operation> operations(int limit) {
        return list(Select.of(OPERATIONS + "ORDER BY o.id DESC LIMIT ?", limit), Mapping::operation);
    }

    @Override
    public List<Event> events(OperationId operation, long after) {
        return list(
                Select.of(EVENTS + "WHERE operation_id = ? AND id > ? ORDER BY id", operation.value(), after),
                Mapping::event);
    }

    @Override
    public List<Event> events(OperationId operation, long after, int limit) {
        return list(
                Select.of(
                        EVENTS + "WHERE operation_id = ? AND id > ? ORDER BY id LIMIT ?",
                        operation.value(),
                        after,
                        limit),
                Mapping::event);
    }

    @Override
    public int evidenceBefore(Instant time) {
        return list(
                        Select.of(
                                "SELECT count(*) AS number FROM event WHERE " + EVIDENCE + " AND at < ?",
                                UtcText.of(time)),
                        row -> (int) row.number("number"))
                .stream()
                .findFirst()
                .orElse(0);
    }

    @Override
    public ActivationCounts activationCounts() {
        Map<String, Long> counts = new HashMap<>();
        AtomicLong newest = new AtomicLong();
        // one statement, and so one moment
        list(Select.of("""
                        SELECT e.outcome, count(*) AS number, (SELECT coalesce(max(id), 0) FROM event) AS newest
                        FROM activation a JOIN operation_end e ON e.operation_id = a.operation_id GROUP BY e.outcome
                        UNION ALL SELECT '', 0, (SELECT coalesce(max(id), 0) FROM event)
                        """), row -> {
            newest.set(row.number("newest"));
            return row.number("number") == 0
                    ? Optional.empty()
                    : Optional.ofNullable(counts.put(row.text("outcome"), row.number("number")));
        });
        return new ActivationCounts(counts, newest.get());
    }

    @Override
    public List<Event> eventsSince(long after, int limit) {
        return list(Select.of(EVENTS + "WHERE id > ? ORDER BY id LIMIT ?", after, limit), Mapping::event);
    }

    /** Understands every row and keeps none of them, for a history that is larger than the memory. What can't be read throws. */
    void understandEverything() {
        releases();
        marks();
        understand(ActivationSelect.whole(), Mapping::activation);
        understand(Select.of(OPERATIONS + "ORDER BY o.id"), Mapping::operation);
        understand(Select.of(EVENTS + "ORDER BY id"), Mapping::event);
    }

    private <T> void understand(Select select, Select.RowMapper<T> mapper) {
        list(select, row -> {
            T understood = mapper.map(row);
            return understood != null;
        });
    }

    @Override
    public void close() {
        connections.close();
    }

    <T> List<T> list(Select select, Select.RowMapper<T> mapper) {
        return connections.read(List.of(), connection -> select.run(connection, mapper));
    }

    private <T> Optional<T> one(Select select, Select.RowMapper<T> mapper) {
        return list(select, mapper).stream().findFirst();
    }
}
