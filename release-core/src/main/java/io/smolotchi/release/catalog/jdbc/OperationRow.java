package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("operation")
record OperationRow(
        @Id @Nullable Long id,
        String kind,
        String actor,
        String origin,
        String reason,
        Instant askedAt,
        @Nullable String expectedPlan,
        String request) {

    interface Rows extends InsertOnly<OperationRow, Long> {}

    static OperationRow of(
            OperationKind kind, Caller caller, Instant at, String request, Optional<Digest> expectedPlan) {
        return new OperationRow(
                null,
                Words.of(kind),
                caller.actor(),
                Words.of(caller.origin()),
                caller.reason(),
                at,
                expectedPlan.map(Digest::hex).orElse(null),
                request);
    }
}
