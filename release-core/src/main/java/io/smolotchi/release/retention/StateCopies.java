package io.smolotchi.release.retention;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.RollbackChoice;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.state.Snapshot;
import io.smolotchi.release.state.Snapshots;
import io.smolotchi.release.state.StateRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which copies of the application's databases stay: those that a rollback or a redo with the state would need, and so many of the newest. */
final class StateCopies {

    private final Snapshots snapshots;
    private final StateRules rules;
    private final int keep;

    StateCopies(Snapshots snapshots, StateRules rules, int keep) {
        this.snapshots = snapshots;
        this.rules = rules;
        this.keep = keep;
    }

    /** @param inActivation operations whose copies an open activation needs */
    List<PrunePlan.Copy> rows(ReleaseHistory history, Set<OperationId> inActivation, Instant now) {
        Optional<OperationId> rollback = neededBy(RollbackChoice.along(history, 1, now));
        Optional<OperationId> redo = neededBy(RollbackChoice.again(history, now));
        List<PrunePlan.Copy> rows = new ArrayList<>();
        for (Snapshot snapshot : snapshots.all()) {
            OperationId id = snapshot.id();
            Optional<String> reason = protection(id, inActivation, rollback, redo)
                    .or(() -> rows.size() < keep
                            ? Optional.of("number " + (rows.size() + 1) + " of the " + keep + " to keep")
                            : Optional.empty());
            boolean delete = reason.isEmpty();
            rows.add(new PrunePlan.Copy(
                    id, delete, reason.orElse("older than the last " + keep), delete ? snapshots.bytes(id) : 0));
        }
        return rows;
    }

    private static Optional<String> protection(
            OperationId id, Set<OperationId> inActivation, Optional<OperationId> rollback, Optional<OperationId> redo) {
        if (inActivation.contains(id)) {
            return Optional.of("protected: an open activation needs it");
        }
        if (rollback.equals(Optional.of(id))) {
            return Optional.of("protected: a rollback with the state would need it");
        }
        return redo.equals(Optional.of(id))
                ? Optional.of("protected: a redo with the state would need it")
                : Optional.empty();
    }

    private Optional<OperationId> neededBy(RollbackChoice choice) {
        return choice.target().map(Activation::id).flatMap(rules::leaving).map(Snapshot::id);
    }
}
