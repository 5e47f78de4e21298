package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Release;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("release")
record ReleaseRow(
        @Id @Nullable Long sequence,
        String version,
        String digest,
        long stagedBy,
        Instant stagedAt,
        String source,
        long files,
        long bytes) {

    interface Rows extends InsertOnly<ReleaseRow, Long> {}

    static ReleaseRow of(Release release) {
        return new ReleaseRow(
                null,
                release.version().value(),
                release.digest().hex(),
                release.stagedBy().value(),
                release.stagedAt(),
                release.source(),
                release.files(),
                release.bytes());
    }
}
