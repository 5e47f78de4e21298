package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the rows of the history say, as pure functions of what is asked of them: what is current, what was healthy, what is marked. For one thread; what it
 * has read it keeps.
 */
public final class ReleaseHistory {

    private static final int MOST_TRIES = 100;

    /** More positions than this are not gone back along by themselves: whoever wants to go farther names the release. */
    static final int FARTHEST = 250;

    private static final int FIRST_PAGE = 8;
    private static final int PAGE = 128;

    private final HistoryRows rows;
    private final Map<Version, Release> onDisk = new HashMap<>();
    private final Map<MarkKey, Optional<Mark>> marks = new HashMap<>();
    private final Function<Activation, Optional<String>> unfit;
    private Optional<Optional<Activation>> lastLive = Optional.empty();

    private record MarkKey(Version version, Digest digest, Mark.Kind kind) {}

    /**
     * Takes the rows in any order.
     *
     * @param releases pruned ones may be among them
     * @param marks in the order in which they were set
     */
    public ReleaseHistory(List<Activation> rows, List<Release> releases, List<Mark> marks) {
        this(new ListedHistory(rows, marks), releases, _ -> Optional.empty());
    }

    private ReleaseHistory(HistoryRows rows, List<Release> releases, Function<Activation, Optional<String>> unfit) {
        this.rows = rows;
        this.unfit = unfit;
        releases.stream().filter(Release::present).forEach(release -> onDisk.put(release.version(), release));
    }

    /** @param held whether the store has the release: somebody may have removed it behind our back */
    public static ReleaseHistory of(CatalogReads catalog, Predicate<Version> held) {
        List<Release> releases = catalog.releases().stream()
                .filter(Release::present)
                .filter(release -> held.test(release.version()))
                .toList();
        return new ReleaseHistory(catalog.historyRows(), releases, _ -> Optional.empty());
    }

    /** The same, had that version never been staged. */
    public ReleaseHistory without(Version version) {
        List<Release> others = onDisk.values().stream()
                .filter(release -> !release.version().equals(version))
                .toList();
        return new ReleaseHistory(rows, others, unfit);
    }

    /** @param reason why what a row made live does not go with the application's state, as a clause; empty when it does */
    public ReleaseHistory heeding(Function<Activation, Optional<String>> reason) {
        return new ReleaseHistory(rows, List.copyOf(onDisk.values()), reason);
    }

    /** Why the release of that row can't run on the application's state, as far as is known. */
    public Optional<String> unfit(Activation row) {
        return unfit.apply(row);
    }

    /** For what is asked in one place only. */
    public HistoryRows rows() {
        return rows;
    }

    /** The last live row: what it made current is current, as far as the history knows. */
    public Optional<Activation> lastLive() {
        if (lastLive.isEmpty()) {
            lastLive = Optional.of(rows.live(Optional.empty(), 1).stream().findFirst());
        }
        return lastLive.get();
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
        int takenBack = 0;
        Optional<OperationId> before = Optional.empty();
        while (true) {
            List<Activation> page = rows.live(before, PAGE);
            for (Activation row : page) {
                switch (row.kind()) {
                    case REDO -> takenBack++;
                    case ROLLBACK -> {
                        if (takenBack == 0) {
                            return row.parent().flatMap(this::row);
                        }
                        takenBack--;
                    }
                    default -> {
                        return Optional.empty();
                    }
                }
            }
            if (page.size() < PAGE) {
                return Optional.empty();
            }
            before = Optional.of(page.getLast().id());
        }
    }

    public Optional<Activation> row(OperationId id) {
        return rows.row(id);
    }

    /** Goes back along the parents of a row, nearest first, until the visitor has seen enough or the way ends. */
    void alongParents(Activation row, Predicate<Activation> goOn) {
        Optional<OperationId> next = row.parent();
        int seen = 0;
        while (next.isPresent() && seen < FARTHEST) {
            List<Activation> page = rows.chain(next.get(), Math.min(seen == 0 ? FIRST_PAGE : PAGE, FARTHEST - seen));
            for (Activation ancestor : page) {
                seen++;
                if (!goOn.test(ancestor)) {
                    return;
                }
            }
            next = page.isEmpty() ? Optional.empty() : page.getLast().parent();
        }
    }

    /** The release of that version that is on disk. */
    public Optional<Release> release(Version version) {
        return Optional.ofNullable(onDisk.get(version));
    }

    /** The mark, when it is set now. */
    public Optional<Mark> mark(Version version, Digest digest, Mark.Kind kind) {
        return marks.computeIfAbsent(
                        new MarkKey(version, digest, kind), key -> rows.mark(key.version(), key.digest(), key.kind()))
                .filter(Mark::set);
    }

    /** Whether a mark bad was lifted from it after that row. */
    public boolean calledGoodSince(OperationId row, Release release) {
        return rows.mark(release.version(), release.digest(), Mark.Kind.BAD)
                .filter(mark -> !mark.set() && mark.by().compareTo(row) > 0)
                .isPresent();
    }

    public Optional<Mark> mark(Release release, Mark.Kind kind) {
        return mark(release.version(), release.digest(), kind);
    }

    /** The last row that made the release live. */
    public Optional<Activation> lastLive(Release release) {
        return rows.newestLive(release.version(), release.digest());
    }

    /** Whether it was tried and has never been live. */
    public boolean triedInVain(Release release) {
        return !triesInVain(release, 1).isEmpty();
    }

    /** The tries of a release that has never been live, the newest first; no more than a hundred. */
    public List<Activation> triesInVain(Release release) {
        return triesInVain(release, MOST_TRIES);
    }

    private List<Activation> triesInVain(Release release, int atMost) {
        return lastLive(release).isPresent() ? List.of() : rows.tries(release.version(), release.digest(), atMost);
    }

    /** The live row that was in force at that time. */
    public Optional<Activation> liveAt(Instant time) {
        return rows.liveEndedBy(time);
    }

    /** When the state that the row made live was replaced; empty while it is in force. */
    public Optional<Instant> replacedAt(Activation row) {
        return rows.liveAfter(row.id()).map(later -> later.ended().orElseThrow().at());
    }
}
