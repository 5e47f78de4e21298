package io.smolotchi.release;

import io.smolotchi.release.catalog.Release;
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
