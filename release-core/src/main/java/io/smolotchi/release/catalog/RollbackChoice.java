package io.smolotchi.release.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Which row a rollback or a redo reinstates, and why not another.
 *
 * @param target its release becomes current; empty when none qualifies
 * @param considered every candidate in the order in which it was looked at, the target last
 * @param ifNothing why nothing could be considered, when so it is
 */
public record RollbackChoice(Optional<Activation> target, List<Candidate> considered, String ifNothing) {

    private static final String NOTHING_BEFORE = "nothing was live before it";

    /** @param reason why it was taken or skipped, without the version */
    public record Candidate(Activation row, boolean taken, String reason) {
        public String line() {
            return version(row) + " (@" + row.id() + "): " + (taken ? "" : "skipped, ") + reason;
        }
    }

    public RollbackChoice {
        considered = List.copyOf(considered);
    }

    /**
     * Walks along the parents of the present position to the {@code steps}-th acceptable row. A row whose release is current, was already counted, is gone
     * from disk, or is marked, does not count: so many steps lead where so many rollbacks, one after the other, would lead.
     */
    public static RollbackChoice along(ReleaseHistory history, int steps, Instant now) {
        List<Candidate> considered = new ArrayList<>();
        List<Optional<Version>> left = new ArrayList<>(List.of(history.current()));
        history.position()
                .ifPresent(position -> history.alongParents(position, candidate -> {
                    Optional<String> obstacle = candidate.to().isPresent() && left.contains(candidate.to())
                            ? Optional.of("it is the release to be left")
                            : obstacle(history, candidate);
                    if (obstacle.isEmpty()) {
                        left.add(candidate.to());
                    }
                    boolean target = obstacle.isEmpty() && left.size() == steps + 1;
                    considered.add(new Candidate(
                            candidate,
                            target,
                            obstacle.orElseGet(
                                    () -> target ? merit(history, candidate, now) : "fewer steps back than asked")));
                    return !target;
                }));
        Optional<Activation> target = Optional.of(considered)
                .filter(candidates ->
                        !candidates.isEmpty() && candidates.getLast().taken())
                .map(candidates -> candidates.getLast().row());
        return new RollbackChoice(
                target,
                considered,
                considered.size() == ReleaseHistory.FARTHEST
                        ? "nothing qualifies among the last " + ReleaseHistory.FARTHEST + " positions"
                        : NOTHING_BEFORE);
    }

    /** The newest live row of that version, wherever it is in the history. */
    public static RollbackChoice to(ReleaseHistory history, Version version, Instant now) {
        return history.rows()
                .newestLive(version)
                .flatMap(row -> history.row(row.position()))
                .map(row -> only(row, whyNot(history, row, RollbackChoice::obstacle), history, now))
                .orElseGet(() -> none(version + " was never live"));
    }

    /** The row that was in force at that time. */
    public static RollbackChoice before(ReleaseHistory history, Instant time, Instant now) {
        return history.liveAt(time)
                .flatMap(row -> history.row(row.position()))
                .map(row -> only(row, whyNot(history, row, RollbackChoice::obstacle), history, now))
                .orElseGet(() -> none("nothing was live at that time"));
    }

    /** What a redo goes back to: the position that the last rollback left. That it was rolled back from is no obstacle. */
    public static RollbackChoice again(ReleaseHistory history, Instant now) {
        return history.leftByRollback()
                .map(row -> only(row, whyNot(history, row, RollbackChoice::lasting), history, now))
                .orElseGet(() -> none("the last change of what runs was no rollback"));
    }

    private static RollbackChoice none(String why) {
        return new RollbackChoice(Optional.empty(), List.of(), why);
    }

    private static Optional<String> whyNot(
            ReleaseHistory history, Activation row, BiFunction<ReleaseHistory, Activation, Optional<String>> obstacle) {
        return row.to().isPresent() && row.to().equals(history.current())
                ? Optional.of("it is the release that runs now")
                : obstacle.apply(history, row);
    }

    private static RollbackChoice only(Activation row, Optional<String> obstacle, ReleaseHistory history, Instant now) {
        Candidate candidate =
                new Candidate(row, obstacle.isEmpty(), obstacle.orElseGet(() -> merit(history, row, now)));
        return new RollbackChoice(
                obstacle.isEmpty() ? Optional.of(row) : Optional.empty(), List.of(candidate), NOTHING_BEFORE);
    }

    /** The choice in one line: "1.4.2 (@3, healthy for 9 days; skipped 1.4.3 @5: it was rolled back from)". */
    public String explanation() {
        List<String> skipped = considered.stream()
                .filter(candidate -> !candidate.taken())
                .map(candidate ->
                        version(candidate.row()) + " @" + candidate.row().id() + ": " + candidate.reason())
                .toList();
        String passedOver = skipped.isEmpty() ? "" : "skipped " + String.join("; ", skipped);
        if (target.isEmpty()) {
            return skipped.isEmpty() ? ifNothing : "no release qualifies: " + passedOver;
        }
        String merit = considered.getLast().reason();
        return version(target.get()) + " (@" + target.get().id() + ", " + merit
                + (passedOver.isEmpty() ? "" : "; " + passedOver) + ")";
    }

    private static Optional<String> obstacle(ReleaseHistory history, Activation row) {
        return lasting(history, row)
                .or(() -> row.to()
                        .flatMap(history::release)
                        .flatMap(release -> history.mark(release, Mark.Kind.ROLLED_BACK_FROM))
                        .map(_ -> "it was rolled back from"));
    }

    /** What keeps the row's release from being chosen whichever way one goes. */
    private static Optional<String> lasting(ReleaseHistory history, Activation row) {
        if (row.kind() == OperationKind.PROJECT) {
            return Optional.of("it ran from a working tree");
        }
        if (row.to().isEmpty()) {
            return Optional.of("nothing was installed");
        }
        Optional<Release> release = row.to().flatMap(history::release);
        if (release.isEmpty()) {
            return Optional.of("it is no longer on disk");
        }
        if (!row.digest().equals(Optional.of(release.get().digest()))) {
            return Optional.of("another tree is on disk under its name");
        }
        return history.mark(release.get(), Mark.Kind.BAD)
                .map(mark -> "it is marked bad" + (mark.reason().isEmpty() ? "" : ": " + mark.reason()))
                .or(() -> history.unfit(row));
    }

    private static String merit(ReleaseHistory history, Activation row, Instant now) {
        Ended ended = row.ended().orElseThrow();
        Duration live = Duration.between(ended.at(), history.replacedAt(row).orElse(now));
        return ended.outcome().word() + " for " + Span.words(live);
    }

    private static String version(Activation row) {
        return row.to().map(Version::value).orElse("nothing");
    }
}
