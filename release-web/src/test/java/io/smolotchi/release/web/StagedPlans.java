package io.smolotchi.release.web;

import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.PlannedStep;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plans of the world in memory: something in every field that a page shows. */
final class StagedPlans {

    static final List<PlannedStep> STEPS = List.of(
            new PlannedStep("open", "write the journal of what is about to happen"),
            new PlannedStep("prepare", "write the new units beside the old ones, and verify them"),
            new PlannedStep("stop", "stop smolotchi-web.service and smolotchi-core.service"),
            new PlannedStep("switch", "rename the units and the link current"),
            new PlannedStep("reload", "have systemd read its units again"),
            new PlannedStep("start", "start smolotchi-core.service and smolotchi-web.service"),
            new PlannedStep("watch", "watch the health for 10 seconds"),
            new PlannedStep("commit", "record the outcome"));

    private static final String DIFF = """
            @@ -6,5 +6,5 @@
             [Service]
             Type=simple
            -Environment=SMOLOTCHI_THREADS=2
            +Environment=SMOLOTCHI_THREADS=4
             Restart=on-failure
            """;

    private StagedPlans() {}

    static ActivationPlan activation(
            OperationKind kind,
            Optional<Version> from,
            Optional<Version> to,
            Optional<OperationId> basedOn,
            List<Refusal> refusals) {
        return new ActivationPlan(
                ActivationPlan.FORMAT,
                kind,
                from,
                to,
                to.map(version -> Digest.of(version.value())),
                Optional.empty(),
                basedOn,
                kind == OperationKind.ROLLBACK
                        ? List.of(
                                to.map(version -> version + " (healthy 9 days)").orElse("none qualifies"))
                        : List.of(),
                List.of(
                        new UnitChange(
                                "/etc/systemd/system/smolotchi-web.service",
                                UnitChange.Kind.CHANGED,
                                DIFF,
                                "restart smolotchi-web.service"),
                        new UnitChange(
                                "/etc/systemd/system/smolotchi-ai-worker.service",
                                UnitChange.Kind.ADDED,
                                "",
                                "start smolotchi-ai-worker.service")),
                List.of("smolotchi-web.service", "smolotchi-core.service"),
                List.of("smolotchi-core.service", "smolotchi-web.service", "smolotchi-ai-worker.service"),
                true,
                STEPS,
                Map.of("web-port", "8080 -> 8081"),
                List.of("smolotchi-display.service is optional and failed before"),
                refusals);
    }

    static PrunePlan prune(List<ReleaseSummary> releases) {
        return new PrunePlan(
                PrunePlan.FORMAT,
                "Keeps the last 5 healthy releases, anything younger than a day, and one that was never healthy.",
                releases.stream().map(StagedPlans::row).toList(),
                List.of("releases/lost+found is not ours, and is left alone"),
                List.of());
    }

    private static PrunePlan.Row row(ReleaseSummary summary) {
        boolean delete = !summary.current()
                && !summary.rollbackTarget()
                && !summary.pinned()
                && summary.lastHealthy().isEmpty();
        return new PrunePlan.Row(
                summary.release().sequence(),
                summary.release().version(),
                delete,
                delete ? "never healthy, and older than a day" : "one of the last 5 healthy",
                delete ? 812_331 : 0);
    }
}
