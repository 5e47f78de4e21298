package io.smolotchi.release.operator;

import io.smolotchi.release.CatalogReport;
import io.smolotchi.release.Changes;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import java.nio.file.Path;
import java.util.Optional;

/** Changes by the operator. What is the console's alone is not asked at all. */
record RemoteChanges(OperatorClient client) implements Changes {

    @Override
    public Plan plan(Request request) {
        String plan = String.valueOf(client.read("Plan", "s", RequestJson.write(request)));
        return (Plan) BusJson.read(plan, Plan.class);
    }

    /** Once only, whatever happens to the answer. */
    @Override
    public OperationId ask(Request request, Caller caller, Optional<Digest> expectedPlan) {
        Object id = client.call(
                "Ask",
                "ssss",
                RequestJson.write(request),
                caller.actor(),
                caller.reason(),
                expectedPlan.map(Digest::hex).orElse(""));
        return new OperationId(((Number) id).longValue());
    }

    @Override
    public boolean here(Request request) {
        return false;
    }

    @Override
    public boolean cancel(OperationId id) {
        return cancel(id, "");
    }

    @Override
    public boolean cancel(OperationId id, String who) {
        return (boolean) client.call("Cancel", "xs", id.value(), who);
    }

    @Override
    public ActivationPlan preview(Path tree, Request.Activate request) {
        throw consoleAlone();
    }

    @Override
    public CatalogReport rebuildCatalog(Caller caller) {
        throw consoleAlone();
    }

    @Override
    public CatalogReport migrateCatalog(Caller caller) {
        throw consoleAlone();
    }

    @Override
    public Outcome perform(OperationId id) {
        throw consoleAlone();
    }

    @Override
    public Outcome boot() {
        throw consoleAlone();
    }

    private static UnsupportedOperationException consoleAlone() {
        return new UnsupportedOperationException("the console's alone");
    }
}
