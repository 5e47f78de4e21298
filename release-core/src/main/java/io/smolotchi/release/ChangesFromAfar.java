package io.smolotchi.release;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import java.nio.file.Path;
import java.util.Optional;

/** Changes as somebody may plan and ask them who is not at the machine: a plan alone would already tell what a file of the machine holds. */
record ChangesFromAfar(LocalChanges changes) implements Changes {

    @Override
    public Plan plan(Request request) {
        changes.requireFromAfar(request);
        return changes.plan(request);
    }

    @Override
    public OperationId ask(Request request, Caller caller, Optional<Digest> expectedPlan) {
        return changes.askFromAfar(request, caller, expectedPlan);
    }

    /** The console's alone. */
    @Override
    public ActivationPlan preview(Path tree, Request.Activate request) {
        throw new UnsupportedOperationException("not from afar");
    }

    @Override
    public boolean here(Request request) {
        return changes.here(request);
    }

    @Override
    public boolean cancel(OperationId id) {
        return changes.cancel(id);
    }

    @Override
    public boolean cancel(OperationId id, String who) {
        return changes.cancel(id, who);
    }

    /** The console's alone. */
    @Override
    public CatalogReport rebuildCatalog(Caller caller) {
        throw new UnsupportedOperationException("not from afar");
    }

    /** For the package, on the machine. */
    @Override
    public CatalogReport migrateCatalog(Caller caller) {
        throw new UnsupportedOperationException("not from afar");
    }

    /** For the service that carries out, which is on the machine. */
    @Override
    public Outcome perform(OperationId id) {
        throw new UnsupportedOperationException("not from afar");
    }

    @Override
    public Outcome boot() {
        throw new UnsupportedOperationException("not from afar");
    }
}
