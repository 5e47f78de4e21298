package io.smolotchi.release.web;

import io.smolotchi.release.CatalogReport;
import io.smolotchi.release.Changes;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PlannedStep;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of the world in memory: activations take {@code pace} for each step, and those of releases named "broken" fail their health. */
final class StagedChanges implements Changes {

    private final StagedRecords records;
    private final StagedPlans plans;
    private final List<Request> asked = new ArrayList<>();
    private volatile Duration pace = Duration.ZERO;

    StagedChanges(StagedRecords records) {
        this.records = records;
        this.plans = new StagedPlans(records);
    }

    void pace(Duration each) {
        pace = each;
    }

    synchronized List<Request> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Plan plan(Request request) {
        return plans.of(request);
    }

    @Override
    public ActivationPlan preview(Path tree, Request.Activate request) {
        throw new UnsupportedOperationException("the console's alone");
    }

    @Override
    public synchronized OperationId ask(Request request, Caller caller, Optional<Digest> expectedPlan) {
        Optional<OperationId> open = records.open();
        if (open.isPresent() && !(request instanceof Request.Recover)) {
            throw new Refused(Code.BUSY, "cannot begin: because @" + open.get() + " holds the lock", "wait for it");
        }
        Plan plan = plan(request);
        if (expectedPlan.isPresent() && !expectedPlan.get().equals(plan.digest())) {
            throw new Refused(Code.PLAN_STALE, "cannot begin: because the plan is no longer the same", "");
        }
        asked.add(request);
        OperationId id = records.number();
        records.begin(id, request, caller, Instant.now(), plan);
        Thread.ofVirtual().start(() -> perform(id));
        return id;
    }

    @Override
    public boolean cancel(OperationId id) {
        if (records.operation(id)
                .filter(one -> one.ended().isEmpty() && one.kind().cancellable())
                .isEmpty()) {
            return false;
        }
        records.end(
                id,
                Instant.now(),
                new Outcome.Refused(
                        List.of(Refusal.of(Code.CANCELLED, "cannot stage 2.0.0: because it was cancelled", ""))));
        return true;
    }

    @Override
    public boolean cancel(OperationId id, String who) {
        if (records.operation(id).filter(one -> one.ended().isEmpty()).isPresent()) {
            records.add(id, Instant.now(), Event.Type.NOTE, "", "cancelled by " + who);
        }
        return cancel(id);
    }

    @Override
    public CatalogReport rebuildCatalog(Caller caller) {
        return new CatalogReport(List.of("there was none"), List.of("made again"));
    }

    @Override
    public CatalogReport migrateCatalog(Caller caller) {
        throw new UnsupportedOperationException("not from afar");
    }

    @Override
    public boolean here(Request request) {
        return true;
    }

    @Override
    public Outcome boot() {
        return new Outcome.Done("nothing is open");
    }

    @Override
    public Outcome perform(OperationId id) {
        event(id, Event.Type.STARTED, "");
        Outcome outcome = records.activation(id)
                .flatMap(Activation::to)
                .map(to -> run(id, to))
                .orElseGet(() -> apply(id));
        records.end(id, Instant.now(), outcome);
        return outcome;
    }

    private Outcome run(OperationId id, Version to) {
        for (PlannedStep step : StagedPlans.STEPS) {
            event(id, Event.Type.STEP_STARTED, step.name());
            rest();
            if (to.value().startsWith("broken") && step.name().equals("watch")) {
                return StagedUndo.of(records, id, Instant.now(), "the check http answered 500 nine times in a row");
            }
            event(id, Event.Type.STEP_DONE, step.name());
        }
        return new Outcome.Healthy();
    }

    private Outcome apply(OperationId id) {
        switch (RequestJson.read(records.operation(id).orElseThrow().request())) {
            case Request.Prune _ ->
                records.remove(StagedPlans.prune(records.releases()).deletions().stream()
                        .map(PrunePlan.Row::version)
                        .toList());
            case Request.Schedule schedule -> records.schedule(schedule.calendar());
            case Request.Marking marking -> records.mark(marking);
            case Request.Masking masking -> records.mask(masking);
            case Request.Recover _ ->
                records.open()
                        .filter(open -> !open.equals(id))
                        .ifPresent(open -> records.end(open, Instant.now(), new Outcome.Healthy()));
            default -> {}
        }
        return new Outcome.Done("done");
    }

    private void event(OperationId id, Event.Type type, String step) {
        records.add(id, Instant.now(), type, step, "");
    }

    private void rest() {
        try {
            Thread.sleep(pace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
