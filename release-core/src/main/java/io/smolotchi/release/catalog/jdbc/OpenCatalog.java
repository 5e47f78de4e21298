package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A catalog file for reads and writes. Opening it touches nothing; the first write creates the file or migrates it, and makes the
 * repositories. Whoever may meet an older catalog holds the lock before the first write.
 */
public final class OpenCatalog extends PlainCatalogReads implements Catalog {

    private final SqliteFile file;
    private final Schema schema;
    private volatile @Nullable Writer writer;
    private boolean closed;

    private OpenCatalog(SqliteFile file, Schema schema) {
        super(file, schema);
        this.file = file;
        this.schema = schema;
    }

    /** @param db the catalog file; created by the first write, with its directory */
    public static OpenCatalog open(Path db) {
        return open(SqliteFile.at(db), Schema.CURRENT);
    }

    static OpenCatalog open(SqliteFile file, Schema schema) {
        return new OpenCatalog(file, schema);
    }

    @Override
    public OperationId ask(
            OperationKind kind, Caller caller, Instant at, String request, Optional<Digest> expectedPlan) {
        OperationRow row = write(
                "record the operation",
                () -> rows(OperationRow.Rows.class).insert(OperationRow.of(kind, caller, at, request, expectedPlan)));
        return new OperationId(key(row.id()));
    }

    @Override
    public Event append(NewEvent event, Instant at) {
        EventRow row = writer().write(
                        "record what operation " + event.operation() + " does",
                        event.type().durable(),
                        () -> rows(EventRow.Rows.class).insert(EventRow.of(event, at)));
        return new Event(key(row.id()), event.operation(), at, event.type(), event.step(), event.text(), event.data());
    }

    @Override
    public void end(OperationId id, Instant at, Outcome outcome) {
        write(
                "end operation " + id,
                () -> rows(OperationEndRow.Rows.class).insert(OperationEndRow.of(id, at, outcome)));
    }

    @Override
    public void open(Activation activation) {
        if (!activation.open()) {
            throw new IllegalArgumentException("activation " + activation.id() + " has ended already");
        }
        together("open activation " + activation.id(), () -> {
            rows(ActivationRow.Rows.class).insert(ActivationRow.of(activation));
            rows(ActivationPlanRow.Rows.class)
                    .insert(new ActivationPlanRow(activation.id().value(), activation.plan()));
        });
    }

    @Override
    public void installed(OperationId activation, List<InstalledFile> files) {
        together("record what activation " + activation + " installed", () -> {
            for (InstalledFile file : files) {
                String sha256 = Digest.of(file.content()).hex();
                if (!rows(FileTextRow.Rows.class).existsById(sha256)) {
                    rows(FileTextRow.Rows.class).insert(new FileTextRow(sha256, file.content()));
                }
                rows(UnitFileRow.Rows.class)
                        .insert(new UnitFileRow(null, activation.value(), file.path(), file.mode(), sha256));
            }
            rows(InstalledSetRow.Rows.class)
                    .insert(new InstalledSetRow(
                            activation.value(), InstalledSet.sum(files).hex()));
        });
    }

    @Override
    public Release staged(Release release) {
        ReleaseRow row = write(
                "record release " + release.version(),
                () -> rows(ReleaseRow.Rows.class).insert(ReleaseRow.of(release)));
        return new Release(
                key(row.sequence()),
                release.version(),
                release.digest(),
                release.stagedBy(),
                release.stagedAt(),
                release.source(),
                release.files(),
                release.bytes(),
                Optional.empty());
    }

    @Override
    public void removed(List<Long> sequences, OperationId by, Instant at) {
        if (sequences.isEmpty()) {
            return;
        }
        write(
                "record the removal of release number "
                        + sequences.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                () -> sequences.stream()
                        .map(sequence -> rows(ReleaseRemovedRow.Rows.class)
                                .insert(new ReleaseRemovedRow(sequence, by.value(), at)))
                        .toList());
    }

    @Override
    public void mark(Mark mark) {
        write("mark release " + mark.version(), () -> rows(MarkRow.Rows.class).insert(MarkRow.of(mark)));
    }

    @Override
    public int forgetEvidence(Instant before) {
        return writer().write("take evidence away", true, () -> {
            try (PreparedStatement statement =
                    writer().ofTransaction().prepareStatement("DELETE FROM event WHERE " + EVIDENCE + " AND at < ?")) {
                statement.setString(1, UtcText.of(before));
                return statement.executeUpdate();
            } catch (SQLException e) {
                throw new SqliteErrors().translate("delete", null, e);
            }
        });
    }

    @Override
    public long shrink() {
        return writer().alone("shrink the catalog", new Shrinking(file)::shrink);
    }

    @Override
    public void together(Runnable writes) {
        together("write to the catalog", writes);
    }

    @Override
    public synchronized void close() {
        closed = true;
        Writer present = writer;
        if (present != null) {
            present.close();
        }
        super.close();
    }

    /** Within a transaction of the calling thread through its connection, so that it sees what was written; else as everybody. */
    @Override
    <T> List<T> list(Select select, Select.RowMapper<T> mapper) {
        Writer present = writer;
        if (present == null || !present.inTransaction()) {
            return super.list(select, mapper);
        }
        return present.write("read the catalog", true, () -> {
            try {
                return select.run(present.ofTransaction(), mapper);
            } catch (SQLException e) {
                throw new SqliteErrors().translate("read", select.sql(), e);
            }
        });
    }

    private void together(String what, Runnable writes) {
        write(what, () -> {
            writes.run();
            return true;
        });
    }

    private <T> T write(String what, Supplier<T> work) {
        return writer().write(what, true, work);
    }

    private <R extends InsertOnly<?, ?>> R rows(Class<R> repository) {
        return writer().rows(repository);
    }

    private synchronized Writer writer() {
        if (closed) {
            throw new IllegalStateException("the catalog " + file.path() + " was closed");
        }
        Writer present = writer;
        if (present == null) {
            new SchemaSetup(file, schema).prepare();
            present = new Writer(file);
            writer = present;
        }
        return present;
    }

    private static long key(@Nullable Long generated) {
        return Objects.requireNonNull(generated, "SQLite gave no key");
    }
}
