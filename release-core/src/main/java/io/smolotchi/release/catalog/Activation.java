package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the history: an operation that changes what runs.
 *
 * @param from what was current when it began; empty for the first installation
 * @param to what it makes current; empty for an uninstall
 * @param digest of {@code to}
 * @param position itself; for rollback and redo the row whose state it reinstates
 * @param parent the position when it began; empty for the first installation
 * @param settings the host settings it rendered units with, as JSON
 * @param plan as JSON
 * @param ended empty while it is in progress
 */
public record Activation(
        OperationId id,
        OperationKind kind,
        Caller caller,
        Optional<Version> from,
        Optional<Version> to,
        Optional<Digest> digest,
        OperationId position,
        Optional<OperationId> parent,
        Instant openedAt,
        String settings,
        String plan,
        Optional<Ended> ended) {

    public boolean live() {
        return ended.isPresent() && ended.get().outcome().live();
    }

    public boolean open() {
        return ended.isEmpty();
    }
}
