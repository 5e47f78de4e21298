package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.refusal.Code;
import java.sql.SQLException;
import java.util.Optional;

/** From rows to values. */
final class Mapping {

    private Mapping() {}

    static Release release(Row row) throws SQLException {
        return new Release(
                row.number("sequence"),
                row.version("version"),
                row.digest("digest"),
                row.operation("staged_by"),
                row.time("staged_at"),
                row.text("source"),
                row.number("files"),
                row.number("bytes"),
                row.optionalTime("removed_at"));
    }

    static Mark mark(Row row) throws SQLException {
        return new Mark(
                row.version("version"),
                row.digest("digest"),
                row.word(Mark.Kind.class, "kind"),
                row.number("is_set") == 1,
                row.text("reason"),
                row.operation("set_by"),
                row.time("at"));
    }

    static Event event(Row row) throws SQLException {
        return new Event(
                row.number("id"),
                row.operation("operation_id"),
                row.time("at"),
                row.word(Event.Type.class, "type"),
                row.text("step"),
                row.text("text"),
                row.text("data"));
    }

    static InstalledFile installedFile(Row row) throws SQLException {
        return new InstalledFile(row.text("path"), Math.toIntExact(row.number("mode")), row.text("content"));
    }

    static Operation operation(Row row) throws SQLException {
        return new Operation(
                row.operation("id"),
                row.word(OperationKind.class, "kind"),
                caller(row),
                row.time("asked_at"),
                row.text("request"),
                row.optionalDigest("expected_plan"),
                ended(row));
    }

    static Activation activation(Row row) throws SQLException {
        return new Activation(
                row.operation("operation_id"),
                row.word(OperationKind.class, "kind"),
                caller(row),
                row.optionalVersion("from_version"),
                row.optionalVersion("to_version"),
                row.optionalDigest("digest"),
                row.operation("position"),
                row.optionalOperation("parent"),
                row.time("opened_at"),
                row.text("settings"),
                row.text("plan"),
                ended(row));
    }

    private static Caller caller(Row row) throws SQLException {
        return new Caller(row.text("actor"), row.word(Origin.class, "origin"), row.text("reason"));
    }

    private static Optional<Ended> ended(Row row) throws SQLException {
        if (row.optionalText("outcome").isEmpty()) {
            return Optional.empty();
        }
        OutcomeColumns columns = new OutcomeColumns(
                row.text("outcome"),
                row.optionalText("code").map(Code::valueOf).orElse(null),
                row.nullableText("step"),
                row.optionalText("blame")
                        .map(word -> Words.read(Blame.class, word))
                        .orElse(null),
                row.nullableText("said"),
                row.text("data"));
        return Optional.of(new Ended(row.time("ended_at"), columns.toOutcome()));
    }
}
