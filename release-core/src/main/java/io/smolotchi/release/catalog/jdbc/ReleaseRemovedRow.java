package io.smolotchi.release.catalog.jdbc;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("release_removed")
record ReleaseRemovedRow(@Id Long sequence, long removedBy, Instant removedAt) {

    interface Rows extends InsertOnly<ReleaseRemovedRow, Long> {}
}
