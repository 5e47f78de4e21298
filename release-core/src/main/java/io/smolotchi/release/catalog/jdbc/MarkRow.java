package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Mark;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("mark")
record MarkRow(
        @Id @Nullable Long id,
        String version,
        String digest,
        String kind,
        boolean isSet,
        String reason,
        long setBy,
        Instant at) {

    interface Rows extends InsertOnly<MarkRow, Long> {}

    static MarkRow of(Mark mark) {
        return new MarkRow(
                null,
                mark.version().value(),
                mark.digest().hex(),
                Words.of(mark.kind()),
                mark.set(),
                mark.reason(),
                mark.by().value(),
                mark.at());
    }
}
