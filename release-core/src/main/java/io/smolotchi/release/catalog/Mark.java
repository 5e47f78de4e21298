package io.smolotchi.release.catalog;

import java.time.Instant;

/**
 * A mark set on a release or lifted from it; the newest of a kind counts. Marks belong to version and digest, so that another tree under the same
 * name does not inherit them.
 */
public record Mark(Version version, Digest digest, Kind kind, boolean set, String reason, OperationId by, Instant at) {

    public enum Kind {
        BAD,
        PINNED,
        ROLLED_BACK_FROM
    }
}
