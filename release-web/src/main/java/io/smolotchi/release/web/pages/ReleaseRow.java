package io.smolotchi.release.web.pages;

import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Release;
import java.util.Optional;

/** A release as a row of a table. */
public record ReleaseRow(
        String version,
        String href,
        Badge state,
        boolean rollbackTarget,
        boolean pinned,
        String bad,
        String digest,
        String wholeDigest,
        Moment staged,
        String source,
        String files,
        String size,
        Optional<Moment> lastHealthy) {

    static ReleaseRow of(ReleaseSummary summary, Show show) {
        Release release = summary.release();
        return new ReleaseRow(
                release.version().value(),
                "/releases/" + release.version(),
                Badge.of(summary),
                summary.rollbackTarget(),
                summary.pinned(),
                summary.bad().orElse(""),
                release.digest().abbreviated(),
                release.digest().hex(),
                show.moment(release.stagedAt()),
                release.source(),
                Long.toString(release.files()),
                ByteCount.words(release.bytes()),
                show.moment(summary.lastHealthy()));
    }
}
