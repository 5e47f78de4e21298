package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A history that is in memory as a whole. */
final class ListedHistory implements HistoryRows {

    private final List<Activation> rows;
    private final Map<OperationId, Activation> byId = new HashMap<>();
    private final Map<MarkKey, Mark> marks = new HashMap<>();

    private record MarkKey(Version version, Digest digest, Mark.Kind kind) {}

    /**
     * @param rows in any order
     * @param marks in the order in which they were set
     */
    ListedHistory(List<Activation> rows, List<Mark> marks) {
        this.rows = rows.stream().sorted(Comparator.comparing(Activation::id)).toList();
        this.rows.forEach(row -> byId.put(row.id(), row));
        marks.forEach(mark -> this.marks.put(new MarkKey(mark.version(), mark.digest(), mark.kind()), mark));
    }

    @Override
    public Optional<Activation> row(OperationId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Activation> chain(OperationId from, int atMost) {
        List<Activation> chain = new ArrayList<>();
        Optional<Activation> row = row(from);
        while (row.isPresent() && chain.size() < atMost) {
            chain.add(row.get());
            row = row.get().parent().flatMap(this::row);
        }
        return chain;
    }

    @Override
    public List<Activation> live(Optional<OperationId> before, int atMost) {
        return live(row -> before.isEmpty() || row.id().compareTo(before.get()) < 0)
                .limit(atMost)
                .toList();
    }

    @Override
    public Optional<Activation> newestLive(Version version) {
        return live(row -> row.to().equals(Optional.of(version))).findFirst();
    }

    @Override
    public Optional<Activation> newestLive(Version version, Digest digest) {
        return live(row -> isOf(row, version, digest)).findFirst();
    }

    @Override
    public Optional<Activation> liveAfter(OperationId id) {
        return rows.stream()
                .filter(row -> row.live() && row.id().compareTo(id) > 0)
                .findFirst();
    }

    @Override
    public Optional<Activation> liveEndedBy(Instant time) {
        return live(row -> !row.ended().orElseThrow().at().isAfter(time)).findFirst();
    }

    @Override
    public Optional<Activation> liveBegunBy(Instant time) {
        return live(row -> !row.openedAt().isAfter(time)).findFirst();
    }

    @Override
    public Optional<Activation> liveBegunAfter(Instant time) {
        return rows.stream()
                .filter(row -> row.live() && row.openedAt().isAfter(time))
                .findFirst();
    }

    @Override
    public List<Activation> tries(Version version, Digest digest, int atMost) {
        return rows.reversed().stream()
                .filter(row -> !row.open() && isOf(row, version, digest))
                .filter(row -> !(row.ended().orElseThrow().outcome() instanceof Outcome.Refused))
                .limit(atMost)
                .toList();
    }

    @Override
    public Optional<Instant> latest() {
        return rows.stream().map(Activation::openedAt).max(Comparator.naturalOrder());
    }

    @Override
    public Optional<Mark> mark(Version version, Digest digest, Mark.Kind kind) {
        return Optional.ofNullable(marks.get(new MarkKey(version, digest, kind)));
    }

    private Stream<Activation> live(Predicate<Activation> which) {
        return rows.reversed().stream().filter(Activation::live).filter(which);
    }

    private static boolean isOf(Activation row, Version version, Digest digest) {
        return row.to().equals(Optional.of(version)) && row.digest().equals(Optional.of(digest));
    }
}
