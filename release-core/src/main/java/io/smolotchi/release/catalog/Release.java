package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A staged release, also after it was pruned.
 *
 * @param sequence ascending in the order of staging: the only order that releases have
 * @param source where it came from, for people
 * @param files number of files, directories and links in the tree
 * @param bytes sum of the file sizes
 * @param removedAt when it was pruned; empty while it is on disk
 */
public record Release(
        long sequence,
        Version version,
        Digest digest,
        OperationId stagedBy,
        Instant stagedAt,
        String source,
        long files,
        long bytes,
        Optional<Instant> removedAt) {

    public boolean present() {
        return removedAt.isEmpty();
    }
}
