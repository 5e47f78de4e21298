package io.smolotchi.release;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.Optional;

/** A catalog that was made again does not know which releases were healthy: nothing is deleted by such a memory, unless somebody says so. */
final class PruneAfterRebuild {

    private static final int OPERATIONS = 10_000;

    private final CatalogReads catalog;

    PruneAfterRebuild(CatalogReads catalog) {
        this.catalog = catalog;
    }

    /** @param keep how many healthy releases are to be kept */
    Optional<Refusal> refusal(Request.Prune request, int keep) {
        if (request.keep().isPresent()) {
            return Optional.empty();
        }
        return catalog.operations(OPERATIONS).stream()
                .filter(operation -> operation.kind() == OperationKind.REBUILD)
                .findFirst()
                .flatMap(rebuild -> refusal(rebuild, keep));
    }

    private Optional<Refusal> refusal(Operation rebuild, int keep) {
        long healthy = catalog.history().stream()
                .filter(row -> row.id().compareTo(rebuild.id()) > 0)
                .filter(row -> row.ended()
                        .filter(end -> end.outcome() instanceof Outcome.Healthy)
                        .isPresent())
                .map(Activation::to)
                .distinct()
                .count();
        return healthy >= keep
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Code.CATALOG_REBUILT,
                        "cannot prune: the catalog was rebuilt by @" + rebuild.id() + ", and since then " + healthy
                                + " of " + keep + " releases have been healthy",
                        "smolotchi-release prune --keep N, which says how many to keep all the same"));
    }
}
