package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("activation")
record ActivationRow(
        @Id Long operationId,
        String kind,
        @Nullable String fromVersion,
        @Nullable String toVersion,
        @Nullable String digest,
        long position,
        @Nullable Long parent,
        Instant openedAt,
        String settings) {

    interface Rows extends InsertOnly<ActivationRow, Long> {}

    static ActivationRow of(Activation activation) {
        return new ActivationRow(
                activation.id().value(),
                Words.of(activation.kind()),
                activation.from().map(Version::value).orElse(null),
                activation.to().map(Version::value).orElse(null),
                activation.digest().map(Digest::hex).orElse(null),
                activation.position().value(),
                activation.parent().map(OperationId::value).orElse(null),
                activation.openedAt(),
                activation.settings());
    }
}
