package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.HistoryRows;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A question to the history is a query that walks along an index to its answer. */
final class HistoryQueries implements HistoryRows {

    private final PlainCatalogReads catalog;

    HistoryQueries(PlainCatalogReads catalog) {
        this.catalog = catalog;
    }

    @Override
    public Optional<Activation> row(OperationId id) {
        return first(ActivationSelect.bare("WHERE a.operation_id = ?", id.value()));
    }

    @Override
    public List<Activation> chain(OperationId from, int atMost) {
        return catalog.list(ActivationSelect.chain(from, atMost), Mapping::activation);
    }

    @Override
    public List<Activation> live(Optional<OperationId> before, int atMost) {
        return catalog.list(
                ActivationSelect.live(
                        "a.operation_id < ? ORDER BY a.operation_id DESC LIMIT ?",
                        before.map(OperationId::value).orElse(Long.MAX_VALUE),
                        atMost),
                Mapping::activation);
    }

    @Override
    public Optional<Activation> newestLive(Version version) {
        return first(ActivationSelect.live("a.to_version = ? ORDER BY a.operation_id DESC LIMIT 1", version.value()));
    }

    @Override
    public Optional<Activation> newestLive(Version version, Digest digest) {
        return first(ActivationSelect.live(
                "a.to_version = ? AND a.digest = ? ORDER BY a.operation_id DESC LIMIT 1",
                version.value(),
                digest.hex()));
    }

    @Override
    public Optional<Activation> liveAfter(OperationId id) {
        return first(ActivationSelect.live("a.operation_id > ? ORDER BY a.operation_id LIMIT 1", id.value()));
    }

    @Override
    public Optional<Activation> liveEndedBy(Instant time) {
        return first(ActivationSelect.live("e.ended_at <= ? ORDER BY a.operation_id DESC LIMIT 1", UtcText.of(time)));
    }

    @Override
    public Optional<Activation> liveBegunBy(Instant time) {
        return first(ActivationSelect.live("+a.opened_at <= ? ORDER BY a.operation_id DESC LIMIT 1", UtcText.of(time)));
    }

    @Override
    public Optional<Activation> liveBegunAfter(Instant time) {
        return first(ActivationSelect.live("+a.opened_at > ? ORDER BY a.operation_id LIMIT 1", UtcText.of(time)));
    }

    @Override
    public List<Activation> tries(Version version, Digest digest, int atMost) {
        return catalog.list(
                ActivationSelect.bare(
                        "WHERE a.to_version = ? AND a.digest = ? AND e.outcome <> 'refused' ORDER BY a.operation_id DESC LIMIT ?",
                        version.value(),
                        digest.hex(),
                        atMost),
                Mapping::activation);
    }

    @Override
    public Optional<Instant> latest() {
        return catalog
                .list(
                        Select.of("SELECT max(opened_at) AS opened_at FROM activation"),
                        row -> row.optionalTime("opened_at"))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Optional<Mark> mark(Version version, Digest digest, Mark.Kind kind) {
        return catalog.list(Select.of("""
                                SELECT version, digest, kind, is_set, reason, set_by, at FROM mark
                                WHERE version = ? AND digest = ? AND kind = ? ORDER BY id DESC LIMIT 1
                                """, version.value(), digest.hex(), Words.of(kind)), Mapping::mark).stream()
                .findFirst();
    }

    private Optional<Activation> first(Select select) {
        return catalog.list(select, Mapping::activation).stream().findFirst();
    }
}
