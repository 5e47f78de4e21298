package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the rows of the history say, as pure functions: what is current, what was healthy, what is marked. */
public final class ReleaseHistory {

    private final List<Activation> rows;
    private final Map<OperationId, Activation> byId = new HashMap<>();
    private final Map<Version, Release> onDisk = new HashMap<>();
    private final Map<MarkKey, Mark> marks = new HashMap<>();

    private Function<Activation, Optional<String>> unfit = _ -> Optional.empty();

    private record MarkKey(Version version, Digest digest, Mark.Kind kind) {}

    /**
     * Takes the rows in any order.
     *
     * @param releases pruned ones may be among them
     * @param marks in the order in which they were set
     */
    public ReleaseHistory(List<Activation> rows, List<Release> releases, List<Mark> marks) {
        this.rows = rows.stream().sorted(Comparator.comparing(Activation::id)).toList();
        this.rows.forEach(row -> byId.put(row.id(), row));
        releases.stream().filter(Release::present).forEach(release -> onDisk.put(release.version(), release));
        marks.forEach(mark -> this.marks.put(new MarkKey(mark.version(), mark.digest(), mark.kind()), mark));
    }

    /** @param held whether the store has the release: somebody may have removed it behind our back */
    public static ReleaseHistory of(CatalogReads catalog, Predicate<Version> held) {
        List<Release> releases = catalog.releases().stream()
                .filter(Release::present)
                .filter(release -> held.test(release.version()))
                .toList();
        return new ReleaseHistory(catalog.history(), releases, catalog.marks());
    }

    /** The same, had that version never been staged. */
    public ReleaseHistory without(Version version) {
        List<Release> others = onDisk.values().stream()
                .filter(release -> !release.version().equals(version))
                .toList();
        return copy(others, unfit);
    }

    /** @param reason why what a row made live does not go with the application's state, as a clause; empty when it does */
    public ReleaseHistory heeding(Function<Activation, Optional<String>> reason) {
        return copy(List.copyOf(onDisk.values()), reason);
    }

    private ReleaseHistory copy(List<Release> releases, Function<Activation, Optional<String>> reason) {
        ReleaseHistory copy = new ReleaseHistory(rows, releases, List.copyOf(marks.values()));
        copy.unfit = reason;
        return copy;
    }

    /** Why the release of that row can't run on the application's state, as far as is known. */
    public Optional<String> unfit(Activation row) {
        return unfit.apply(row);
    }

    /** Oldest first. */
    public List<Activation> rows() {
        return rows;
    }

    /** The last live row: what it made current is current, as far as the history knows. */
    public Optional<Activation> lastLive() {
        return rows.reversed().stream().filter(Activation::live).findFirst();
    }

    public Optional<Version> current() {
        return lastLive().flatMap(Activation::to);
    }

    /** The row whose state is in force now; for a rollback an earlier one. */
    public Optional<Activation> position() {
        return lastLive().flatMap(row -> row(row.position()));
    }

    /**
     * The position that the newest rollback left which nothing has overruled since, neither a redo of its own nor any other change of what runs.
     */
    public Optional<Activation> leftByRollback() {
        Deque<Optional<OperationId>> left = new ArrayDeque<>();
        for (Activation row : rows) {
            if (!row.live()) {
                continue;
            }
            switch (row.kind()) {
                case ROLLBACK -> left.push(row.parent());
                case REDO -> left.poll();
                default -> left.clear();
            }
        }
        return Optional.ofNullable(left.peek()).flatMap(id -> id).flatMap(this::row);
    }

    public Optional<Activation> row(OperationId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The activation that is in progress or was interrupted. */
    public Optional<Activation> open() {
        return rows.reversed().stream().filter(Activation::open).findFirst();
    }

    /** The release of that version that is on disk. */
    public Optional<Release> release(Version version) {
        return Optional.ofNullable(onDisk.get(version));
    }

    /** The mark, when it is set now. */
    public Optional<Mark> mark(Version version, Digest digest, Mark.Kind kind) {
        return Optional.ofNullable(marks.get(new MarkKey(version, digest, kind)))
                .filter(Mark::set);
    }

    public Optional<Mark> mark(Release release, Mark.Kind kind) {
        return mark(release.version(), release.digest(), kind);
    }

    /** The last row that made the release live. */
    public Optional<Activation> lastLive(Release release) {
        return rows.reversed().stream()
                .filter(row -> row.live() && isOf(row, release))
                .findFirst();
    }

    /** Whether it was tried and has never been live. */
    public boolean triedInVain(Release release) {
        List<Activation> tries = rows.stream()
                .filter(row -> !row.open() && isOf(row, release))
                .filter(row -> !(row.ended().orElseThrow().outcome() instanceof Outcome.Refused))
                .toList();
        return !tries.isEmpty() && tries.stream().noneMatch(Activation::live);
    }

    /** The live row that was in force at that time. */
    public Optional<Activation> liveAt(Instant time) {
        return rows.reversed().stream()
                .filter(Activation::live)
                .filter(row -> !row.ended().orElseThrow().at().isAfter(time))
                .findFirst();
    }

    /** When the state that the row made live was replaced; empty while it is in force. */
    public Optional<Instant> replacedAt(Activation row) {
        return rows.stream()
                .filter(later -> later.live() && later.id().compareTo(row.id()) > 0)
                .findFirst()
                .map(later -> later.ended().orElseThrow().at());
    }

    private static boolean isOf(Activation row, Release release) {
        return row.to().equals(Optional.of(release.version())) && row.digest().equals(Optional.of(release.digest()));
    }
}
