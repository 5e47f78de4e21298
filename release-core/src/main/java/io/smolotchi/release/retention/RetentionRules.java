package io.smolotchi.release.retention;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.RollbackChoice;
import io.smolotchi.release.catalog.Span;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application.Retention;
import io.smolotchi.release.plan.PrunePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which releases stay and why: a pure function of history, protections and settings. */
final class RetentionRules {

    private final ReleaseHistory history;
    private final Retention settings;
    private final Protection protection;
    private final Instant now;
    private final Ages ages;
    private final Set<Version> rollbackTargets;
    private final Optional<Version> redoTarget;
    private final Optional<Version> lastLive;
    private final Map<Version, Long> lastLiveIds = new HashMap<>();
    private final Map<Version, Integer> healthyRank = new HashMap<>();
    private final Map<Version, Integer> neverHealthyRank = new HashMap<>();

    /** Where no release is kept from running by the application's state. */
    RetentionRules(
            ReleaseHistory history, List<Release> onDisk, Retention settings, Protection protection, Instant now) {
        this(history, history, onDisk, settings, protection, now, _ -> Optional.empty());
    }

    /**
     * @param fit the history in which what does not go with the application's state as it is is no target: a rollback may leave the state or take it back
     * @param sinceBegun how long ago an operation of this boot was begun, by no clock that can be set; empty for one of another boot
     */
    RetentionRules(
            ReleaseHistory history,
            ReleaseHistory fit,
            List<Release> onDisk,
            Retention settings,
            Protection protection,
            Instant now,
            Function<OperationId, Optional<Duration>> sinceBegun) {
        this.history = history;
        this.settings = settings;
        this.protection = protection;
        this.now = now;
        this.ages = new Ages(onDisk, now, sinceBegun);
        this.rollbackTargets = Stream.of(history, fit)
                .flatMap(view -> RollbackChoice.along(view, 1, now).target().flatMap(Activation::to).stream())
                .collect(Collectors.toSet());
        this.redoTarget = redoTarget();
        this.lastLive = history.current();
        rank(onDisk);
    }

    /** @param byNumber whether it stays only because so many do: the limits of the disk are stronger than that */
    private record Keeping(String reason, boolean byNumber) {}

    /** @param over bytes that are still too many when all of these are deleted, because the rest is protected */
    record Decision(List<PrunePlan.Row> rows, long over) {}

    /**
     * Newest first.
     *
     * @param freedBy what deleting a release frees when those are gone that were asked about before
     */
    Decision decide(List<Release> onDisk, ToLongFunction<Version> freedBy, DiskNeed need) {
        Map<Version, Keeping> kept = new HashMap<>();
        Map<Version, Long> freed = new HashMap<>();
        List<Release> newestFirst = onDisk.stream()
                .sorted(Comparator.comparingLong(Release::sequence).reversed())
                .toList();
        for (Release release : newestFirst) {
            reasonToKeep(release)
                    .ifPresentOrElse(
                            keeping -> kept.put(release.version(), keeping),
                            () -> freed.put(release.version(), freedBy.applyAsLong(release.version())));
        }
        Set<Version> gone = Set.copyOf(freed.keySet());
        long over = need.over(settings) - sum(freed);
        for (Release release : leastWanted(newestFirst, kept)) {
            if (over > 0) {
                long more = freedBy.applyAsLong(release.version());
                freed.put(release.version(), more);
                over -= more;
            }
        }
        List<PrunePlan.Row> rows = newestFirst.stream()
                .map(release -> row(release, freed, gone, kept, need))
                .toList();
        return new Decision(rows, Math.max(0, over));
    }

    private PrunePlan.Row row(
            Release release,
            Map<Version, Long> freed,
            Set<Version> goneAnyway,
            Map<Version, Keeping> kept,
            DiskNeed need) {
        Version version = release.version();
        boolean delete = freed.containsKey(version);
        String reason;
        if (!delete) {
            reason = Objects.requireNonNull(kept.get(version)).reason();
        } else {
            reason = goneAnyway.contains(version) ? reasonToDelete(release) : need.words(settings);
        }
        return new PrunePlan.Row(release.sequence(), version, delete, reason, freed.getOrDefault(version, 0L));
    }

    private static long sum(Map<Version, Long> freed) {
        return freed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those that are kept by their number only: what never ran first, the oldest first. */
    private List<Release> leastWanted(List<Release> newestFirst, Map<Version, Keeping> kept) {
        return newestFirst.reversed().stream()
                .filter(release -> Optional.ofNullable(kept.get(release.version()))
                        .filter(Keeping::byNumber)
                        .isPresent())
                .sorted(Comparator.comparingLong(this::lastLiveId))
                .toList();
    }

    /** A rollback that was no mistake for that long is not taken back. */
    private Optional<Version> redoTarget() {
        boolean lately = history.lastLive()
                .map(row -> ages.since(row.id(), row.ended().orElseThrow().at()))
                .filter(since -> since.compareTo(settings.minimumAge()) < 0)
                .isPresent();
        return lately ? RollbackChoice.again(history, now).target().flatMap(Activation::to) : Optional.empty();
    }

    private void rank(List<Release> onDisk) {
        List<Release> byLastHealthy = onDisk.stream()
                .filter(release -> lastLiveId(release) > 0)
                .sorted(Comparator.comparingLong(this::lastLiveId).reversed())
                .toList();
        byLastHealthy.forEach(release -> healthyRank.put(release.version(), healthyRank.size() + 1));
        onDisk.stream()
                .filter(release -> lastLiveId(release) == 0)
                .sorted(Comparator.comparingLong(Release::sequence).reversed())
                .forEach(release -> neverHealthyRank.put(release.version(), neverHealthyRank.size() + 1));
    }

    /** 0 when it never was. */
    private long lastLiveId(Release release) {
        return lastLiveIds.computeIfAbsent(
                release.version(),
                _ -> history.lastLive(release).map(row -> row.id().value()).orElse(0L));
    }

    private Optional<Keeping> reasonToKeep(Release release) {
        Version version = release.version();
        if (protection.current().equals(Optional.of(version))) {
            return always("protected: it is current");
        }
        if (protection.inActivation().contains(version)) {
            return always("protected: an open activation needs it");
        }
        if (rollbackTargets.contains(version)) {
            return always("protected: a rollback would choose it");
        }
        if (redoTarget.equals(Optional.of(version))) {
            return always("protected: a redo would choose it");
        }
        if (lastLive.equals(Optional.of(version))) {
            return always("protected: it is the last that was live");
        }
        Optional<Mark> pinned = history.mark(release, Mark.Kind.PINNED);
        if (pinned.isPresent()) {
            String why = pinned.get().reason();
            return always("protected: pinned" + (why.isEmpty() ? "" : ": " + why));
        }
        if (protection.byProcess().containsKey(version)) {
            return always("protected: in use by " + protection.byProcess().get(version));
        }
        if (protection.byUnit().containsKey(version)) {
            return always("protected: named by " + protection.byUnit().get(version));
        }
        if (ages.of(release).compareTo(settings.minimumAge()) < 0) {
            return always("younger than " + Span.words(settings.minimumAge()));
        }
        Integer healthy = healthyRank.get(version);
        if (healthy != null) {
            return healthy <= settings.keep()
                    ? byNumber("healthy, number " + healthy + " of the " + settings.keep() + " to keep")
                    : Optional.empty();
        }
        int rank = neverHealthyRank.getOrDefault(version, Integer.MAX_VALUE);
        return rank <= settings.keepFailed()
                ? byNumber(neverHealthy(release) + ", number " + rank + " of the " + settings.keepFailed() + " to keep")
                : Optional.empty();
    }

    private static Optional<Keeping> always(String reason) {
        return Optional.of(new Keeping(reason, false));
    }

    private static Optional<Keeping> byNumber(String reason) {
        return Optional.of(new Keeping(reason, true));
    }

    private String neverHealthy(Release release) {
        return history.triedInVain(release) ? "failed" : "never tried";
    }

    private String reasonToDelete(Release release) {
        Integer healthy = healthyRank.get(release.version());
        return healthy != null
                ? "healthy, but " + (healthy - 1) + " others were live since"
                : neverHealthy(release) + ", and only " + settings.keepFailed() + " of those are kept";
    }
}
