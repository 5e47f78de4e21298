package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.NewEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("event")
record EventRow(
        @Id @Nullable Long id, long operationId, Instant at, String type, String step, String text, String data) {

    interface Rows extends InsertOnly<EventRow, Long> {}

    static EventRow of(NewEvent event, Instant at) {
        return new EventRow(
                null, event.operation().value(), at, Words.of(event.type()), event.step(), event.text(), event.data());
    }
}
