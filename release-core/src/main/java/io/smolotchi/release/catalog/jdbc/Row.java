package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The present row of a query, in the catalog's words. */
record Row(ResultSet cells) {

    String text(String column) throws SQLException {
        return cells.getString(column);
    }

    @Nullable
    String nullableText(String column) throws SQLException {
        return cells.getString(column);
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(cells.getString(column));
    }

    long number(String column) throws SQLException {
        return cells.getLong(column);
    }

    Instant time(String column) throws SQLException {
        return UtcText.read(text(column));
    }

    Optional<Instant> optionalTime(String column) throws SQLException {
        return optionalText(column).map(UtcText::read);
    }

    OperationId operation(String column) throws SQLException {
        return new OperationId(number(column));
    }

    Optional<OperationId> optionalOperation(String column) throws SQLException {
        long number = number(column);
        return cells.wasNull() ? Optional.empty() : Optional.of(new OperationId(number));
    }

    Version version(String column) throws SQLException {
        return new Version(text(column));
    }

    Optional<Version> optionalVersion(String column) throws SQLException {
        return optionalText(column).map(Version::new);
    }

    Digest digest(String column) throws SQLException {
        return new Digest(text(column));
    }

    Optional<Digest> optionalDigest(String column) throws SQLException {
        return optionalText(column).map(Digest::new);
    }

    <E extends Enum<E>> E word(Class<E> type, String column) throws SQLException {
        return Words.read(type, text(column));
    }
}
