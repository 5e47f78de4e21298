package io.smolotchi.release.retention;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.RollbackChoice;
import io.smolotchi.release.catalog.Span;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application.Retention;
import io.smolotchi.release.plan.PrunePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Which releases stay and why: a pure function of history, protections and settings. */
final class RetentionRules {

    private final ReleaseHistory history;
    private final Retention settings;
    private final Protection protection;
    private final Instant now;
    private final Optional<Version> rollbackTarget;
    private final Optional<Version> redoTarget;
    private final Optional<Version> lastLive;
    private final Map<Version, Integer> healthyRank = new HashMap<>();
    private final Map<Version, Integer> neverHealthyRank = new HashMap<>();

    RetentionRules(
            ReleaseHistory history, List<Release> onDisk, Retention settings, Protection protection, Instant now) {
        this.history = history;
        this.settings = settings;
        this.protection = protection;
        this.now = now;
        this.rollbackTarget = RollbackChoice.along(history, 1, now).target().flatMap(Activation::to);
        this.redoTarget = redoTarget();
        this.lastLive = history.current();
        rank(onDisk);
    }

    /** Newest first; the bytes are what deleting the rows one after the other would free. */
    List<PrunePlan.Row> rows(List<Release> onDisk, ToLongFunction<Set<Version>> freedBy) {
        List<PrunePlan.Row> rows = new ArrayList<>();
        Set<Version> deleted = new HashSet<>();
        long freed = 0;
        for (Release release : onDisk.stream()
                .sorted(Comparator.comparingLong(Release::sequence).reversed())
                .toList()) {
            Optional<String> kept = reasonToKeep(release);
            long more = 0;
            if (kept.isEmpty()) {
                deleted.add(release.version());
                more = freedBy.applyAsLong(deleted) - freed;
                freed += more;
            }
            rows.add(new PrunePlan.Row(
                    release.sequence(),
                    release.version(),
                    kept.isEmpty(),
                    kept.orElseGet(() -> reasonToDelete(release)),
                    more));
        }
        return rows;
    }

    /** A rollback that was no mistake for that long is not taken back. */
    private Optional<Version> redoTarget() {
        boolean lately = history.lastLive()
                .map(row -> Duration.between(row.ended().orElseThrow().at(), now))
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

    private long lastLiveId(Release release) {
        return history.lastLive(release).map(row -> row.id().value()).orElse(0L);
    }

    private Optional<String> reasonToKeep(Release release) {
        Version version = release.version();
        if (protection.current().equals(Optional.of(version))) {
            return Optional.of("protected: it is current");
        }
        if (protection.inActivation().contains(version)) {
            return Optional.of("protected: an open activation needs it");
        }
        if (rollbackTarget.equals(Optional.of(version))) {
            return Optional.of("protected: a rollback would choose it");
        }
        if (redoTarget.equals(Optional.of(version))) {
            return Optional.of("protected: a redo would choose it");
        }
        if (lastLive.equals(Optional.of(version))) {
            return Optional.of("protected: it is the last that was live");
        }
        Optional<Mark> pinned = history.mark(release, Mark.Kind.PINNED);
        if (pinned.isPresent()) {
            String why = pinned.get().reason();
            return Optional.of("protected: pinned" + (why.isEmpty() ? "" : ": " + why));
        }
        if (protection.byProcess().containsKey(version)) {
            return Optional.of("protected: in use by " + protection.byProcess().get(version));
        }
        if (protection.byUnit().containsKey(version)) {
            return Optional.of("protected: named by " + protection.byUnit().get(version));
        }
        Duration age = Duration.between(release.stagedAt(), now);
        if (age.compareTo(settings.minimumAge()) < 0) {
            return Optional.of("younger than " + Span.words(settings.minimumAge()));
        }
        Integer healthy = healthyRank.get(version);
        if (healthy != null) {
            return healthy <= settings.keep()
                    ? Optional.of("healthy, number " + healthy + " of the " + settings.keep() + " to keep")
                    : Optional.empty();
        }
        int rank = neverHealthyRank.getOrDefault(version, Integer.MAX_VALUE);
        return rank <= settings.keepFailed()
                ? Optional.of(
                        neverHealthy(release) + ", number " + rank + " of the " + settings.keepFailed() + " to keep")
                : Optional.empty();
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
