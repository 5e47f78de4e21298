package io.smolotchi.release.state;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.StateLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Copies of the application's databases, made together while nothing of it ran.
 *
 * @param format of the JSON form
 * @param id of the operation that made them
 * @param of the release that had written them; empty when none is known
 * @param position that was left then; empty when nothing was installed
 * @param level what they ask of a release
 */
public record Snapshot(
        int format,
        OperationId id,
        Instant takenAt,
        Optional<Version> of,
        Optional<OperationId> position,
        StateLevel level,
        List<Item> items) {

    public static final int FORMAT = 1;

    /**
     * @param path below the state directory
     * @param copy name of the copy; empty when there was no database
     * @param mode permission bits of the database
     * @param schema of the copy
     */
    public record Item(String path, Optional<String> copy, int mode, long bytes, Optional<Digest> schema) {}

    public Snapshot {
        items = List.copyOf(items);
    }

    /** Of the copies. */
    public long bytes() {
        return items.stream().mapToLong(Item::bytes).sum();
    }
}
