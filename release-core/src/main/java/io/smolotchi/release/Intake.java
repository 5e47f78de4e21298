package io.smolotchi.release;

import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.store.ChangeLock;
import io.smolotchi.release.store.StagedRelease;
import io.smolotchi.release.store.source.StagingSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes a source into the store, and a release into the catalog. */
final class Intake {

    private final Parts parts;
    private final Operation operation;
    private final OperationRun run;

    Intake(Parts parts, Operation operation, OperationRun run) {
        this.parts = parts;
        this.operation = operation;
        this.run = run;
    }

    /** Under the lock of staging; it takes the other for the last moment. To be recorded then. */
    StagedRelease staged(StagingSource source, Version version) {
        ChangeLock seal = () -> parts.locks()
                .changeWaiting(Turn.name(operation), operation.caller().actor(), run::cancelled)::close;
        return parts.staging(run::cancelled).stage(source, version, operation.caller(), run, seal);
    }

    /** In a transaction. What is recorded under that name may be gone from the disk: removed by hand, or by a prune that was cut off before it could say so. */
    void record(Version version, StagedRelease staged) {
        Catalog catalog = parts.catalog();
        staged.warnings().forEach(run::note);
        Optional<Release> recorded = catalog.release(version);
        if (recorded.filter(release -> release.digest().equals(staged.digest())).isPresent()) {
            return;
        }
        Instant now = parts.clock().instant();
        recorded.ifPresent(release -> catalog.removed(List.of(release.sequence()), operation.id(), now));
        catalog.staged(new Release(
                0,
                version,
                staged.digest(),
                operation.id(),
                now,
                staged.source(),
                staged.files(),
                staged.bytes(),
                Optional.empty()));
    }
}
