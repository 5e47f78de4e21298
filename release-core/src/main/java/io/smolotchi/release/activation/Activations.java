package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.boot.Safeguards;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.PlanJson;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Carries out what changes what runs: plans again under the lock, opens the journal and the row, and lets the engine run. */
public final class Activations {

    private final Planner planner;
    private final Catalog catalog;
    private final Path open;
    private final Safeguards safeguards;
    private final Engine engine;
    private final Clock clock;

    public Activations(Planner planner, Catalog catalog, Path open, Machine machine, Clock clock) {
        this.planner = planner;
        this.catalog = catalog;
        this.open = open;
        this.safeguards = machine.safeguards();
        this.engine = new Engine(machine, new Ledger(catalog, clock));
        this.clock = clock;
    }

    /** The host's settings that a row of the history was made with; empty when it recorded none. */
    public static Optional<Application> settings(Activation row) {
        return Settings.of(row).map(Settings::application);
    }

    /** Under the change lock, with nothing left to recover. */
    public Outcome activate(Operation operation, Request.Activate request, OperationRun run) {
        return carryOut(operation, planner.planned(request), run);
    }

    /** Likewise. */
    public Outcome rollback(Operation operation, Request.Rollback request, OperationRun run) {
        return carryOut(operation, planner.planned(request), run);
    }

    /** Likewise. */
    public Outcome redo(Operation operation, Request.Redo request, OperationRun run) {
        return carryOut(operation, planner.planned(request), run);
    }

    /** Likewise. */
    public Outcome project(Operation operation, Request.Project request, OperationRun run) {
        return carryOut(operation, planner.planned(request), run);
    }

    /** Likewise. */
    public Outcome uninstall(Operation operation, Request.Uninstall request, OperationRun run) {
        return carryOut(operation, planner.planned(request), run);
    }

    private Outcome carryOut(Operation operation, Planned planned, OperationRun run) {
        ActivationPlan plan = planned.plan();
        Optional<Refusal> stale = overtaken(operation, plan).or(() -> stale(operation.expectedPlan(), plan));
        if (stale.isPresent()) {
            return new Outcome.Refused(List.of(stale.get()));
        }
        if (planned.draft().isEmpty()) {
            return new Outcome.Refused(plan.refusals());
        }
        if (plan.nothingToDo()) {
            return new Outcome.Done("nothing to do: "
                    + plan.to()
                            .map(to -> to + " is current, and its units are as they should be")
                            .orElse("nothing is installed"));
        }
        Intent intent = planned.draft().get().as(operation.id(), operation.caller());
        intent.to().ifPresent(run::about);
        safeguards.install(intent.application());
        OpenJournal journal = OpenJournal.begin(open, intent);
        catalog.open(row(operation, planned, intent));
        safeguards.arm(intent.id().toString(), run::note);
        return engine.forward(journal, run);
    }

    private Activation row(Operation operation, Planned planned, Intent intent) {
        return new Activation(
                operation.id(),
                intent.kind(),
                operation.caller(),
                intent.from(),
                intent.to(),
                intent.digest(),
                planned.plan().position().orElse(operation.id()),
                planned.parent(),
                clock.instant(),
                planned.settings(),
                PlanJson.write(planned.plan()),
                Optional.empty());
    }

    /** The history is ordered by the asking: whoever asked before the last change ended has not seen it. */
    private static Optional<Refusal> overtaken(Operation operation, ActivationPlan plan) {
        return plan.basedOn()
                .filter(last -> last.compareTo(operation.id()) > 0)
                .map(last -> Refusal.of(
                        Code.PLAN_STALE,
                        "cannot carry out @" + operation.id() + ": @" + last
                                + ", which was asked later, was carried out before it",
                        "ask again"));
    }

    /** What the caller agreed to is what is done, or nothing is. */
    private Optional<Refusal> stale(Optional<Digest> expected, ActivationPlan plan) {
        if (expected.isEmpty() || expected.get().equals(plan.digest())) {
            return Optional.empty();
        }
        String meanwhile = plan.basedOn()
                .flatMap(catalog::activation)
                .map(row ->
                        "; the last change is @" + row.id() + " (" + row.kind().word() + " "
                                + row.to().map(Object::toString).orElse("nothing") + " by "
                                + row.caller().actor() + ")")
                .orElse("");
        return Optional.of(Refusal.of(
                Code.PLAN_STALE,
                "cannot carry out the plan: it would no longer do what was shown" + meanwhile,
                "look at the new plan and confirm that one"));
    }
}
