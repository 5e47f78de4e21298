package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("operation_end")
record OperationEndRow(
        @Id Long operationId,
        Instant endedAt,
        String outcome,
        @Nullable String code,
        @Nullable String step,
        @Nullable String blame,
        @Nullable String said,
        String data) {

    interface Rows extends InsertOnly<OperationEndRow, Long> {}

    static OperationEndRow of(OperationId id, Instant at, Outcome outcome) {
        OutcomeColumns columns = OutcomeColumns.of(outcome);
        return new OperationEndRow(
                id.value(),
                at,
                columns.outcome(),
                Optional.ofNullable(columns.code()).map(Enum::name).orElse(null),
                columns.step(),
                Optional.ofNullable(columns.blame()).map(Words::of).orElse(null),
                columns.said(),
                columns.data());
    }
}
