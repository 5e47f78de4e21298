package io.smolotchi.release;

import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * A release as a row of {@code list}.
 *
 * @param lastHealthy when it last became healthy or unchecked; empty when never
 * @param bad reason of the mark; empty when it has none
 * @param rolledBackFrom whether a rollback left it
 */
public record ReleaseSummary(
        Release release,
        boolean current,
        boolean rollbackTarget,
        boolean pinned,
        Optional<String> bad,
        boolean rolledBackFrom,
        Optional<Instant> lastHealthy) {

    /**
     * @param current what the link says
     * @param target of a rollback
     */
    public static ReleaseSummary of(
            Release release, ReleaseHistory history, Optional<Version> current, Optional<Version> target) {
        return new ReleaseSummary(
                release,
                current.equals(Optional.of(release.version())),
                target.equals(Optional.of(release.version())),
                history.mark(release, Mark.Kind.PINNED).isPresent(),
                history.mark(release, Mark.Kind.BAD).map(Mark::reason),
                history.mark(release, Mark.Kind.ROLLED_BACK_FROM).isPresent(),
                history.lastLive(release).map(row -> row.ended().orElseThrow().at()));
    }

    /** As in tables: current, bad, rolled back from, healthy before, or never tried. */
    public String state() {
        if (current) {
            return "current";
        }
        if (bad.isPresent()) {
            return "bad";
        }
        if (rolledBackFrom) {
            return "rolled back from";
        }
        return lastHealthy.isPresent() ? "good" : "new";
    }
}
