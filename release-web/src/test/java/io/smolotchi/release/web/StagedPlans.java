package io.smolotchi.release.web;

import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PlannedStep;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.plan.StateLevel;
import io.smolotchi.release.plan.StatePlan;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
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

    private final StagedRecords records;

    StagedPlans(StagedRecords records) {
        this.records = records;
    }

    Plan of(Request request) {
        return switch (request) {
            case Request.Activate activate ->
                activation(OperationKind.ACTIVATE, Optional.of(activate.version()), refusals(activate.version()));
            case Request.Redo redo ->
                activation(redo.kind(), records.redoTarget().or(records::current), List.of(), redo.withState());
            case Request.Rollback rollback -> rollback(rollback.to().or(records::target), rollback.withState());
            case Request.Prune _ -> prune(records.releases());
            case Request.Schedule schedule ->
                new SmallPlan(
                        SmallPlan.FORMAT,
                        schedule.calendar().map(when -> "prune " + when).orElse("no pruning by itself"),
                        List.of("install smolotchi-release-prune.timer"),
                        schedule.calendar().equals(records.calendar()),
                        List.of());
            case Request.Marking marking ->
                new SmallPlan(
                        SmallPlan.FORMAT,
                        marking.mark() + " " + marking.version() + " " + marking.set(),
                        List.of("a row in the catalog"),
                        false,
                        List.of());
            case Request.Project _, Request.Uninstall _ ->
                new SmallPlan(SmallPlan.FORMAT, "console only", List.of(), true, List.of());
            case Request.Adopt _ -> new SmallPlan(SmallPlan.FORMAT, "adopt", List.of(), true, List.of());
            case Request.Masking masking ->
                new SmallPlan(
                        SmallPlan.FORMAT,
                        "mask " + masking.unit(),
                        List.of("mask " + masking.unit() + ", so that it never starts"),
                        false,
                        List.of());
            case Request.Mend _ ->
                new SmallPlan(
                        SmallPlan.FORMAT,
                        "mend what is safe to mend",
                        List.of("start smolotchi-prune.timer"),
                        false,
                        List.of());
            case Request.Recover _ ->
                new SmallPlan(
                        SmallPlan.FORMAT,
                        "recover",
                        List.of("go on with what was interrupted"),
                        records.open().isEmpty(),
                        List.of());
            case Request.Stage stage ->
                new StagePlan(
                        StagePlan.FORMAT,
                        stage.version().or(() -> Optional.of(Version.of("2.0.0"))),
                        "release.yaml",
                        "upload smolotchi-2.0.0.tar.gz",
                        Optional.empty(),
                        stage.source() instanceof Source.Upload(String id) ? Optional.of(id) : Optional.empty(),
                        List.of("bytecode would not be compiled: python3"),
                        List.of());
            case Request.Repair _ -> throw new IllegalArgumentException("pages ask no such thing yet");
        };
    }

    /** Whether it may or not. */
    ActivationPlan activating(Version version) {
        return activation(OperationKind.ACTIVATE, Optional.of(version), List.of());
    }

    private ActivationPlan rollback(Optional<Version> target, boolean withState) {
        Refusal none = new Refusal(
                Code.ROLLBACK_NO_TARGET,
                "cannot roll back: because no earlier release qualifies",
                "smolotchi-release history");
        return activation(OperationKind.ROLLBACK, target, target.isPresent() ? List.of() : List.of(none), withState);
    }

    private List<Refusal> refusals(Version version) {
        List<Refusal> refusals = new ArrayList<>();
        if (records.release(version).isEmpty()) {
            refusals.add(new Refusal(
                    Code.RELEASE_UNKNOWN,
                    "cannot activate " + version + ": because no such release is staged",
                    "smolotchi-release list"));
        }
        if (records.current().equals(Optional.of(version))) {
            refusals.add(new Refusal(Code.RELEASE_CURRENT, "cannot activate " + version + ": because it runs now", ""));
        }
        return refusals;
    }

    private ActivationPlan activation(OperationKind kind, Optional<Version> to, List<Refusal> refusals) {
        return activation(kind, to, refusals, false);
    }

    private ActivationPlan activation(
            OperationKind kind, Optional<Version> to, List<Refusal> refusals, boolean withState) {
        return new ActivationPlan(
                ActivationPlan.FORMAT,
                kind,
                records.current(),
                to,
                Optional.empty(),
                to.map(version -> Digest.of(version.value())),
                Optional.empty(),
                records.lastLive().map(Activation::id),
                kind == OperationKind.ROLLBACK
                        ? List.of(to.map(version -> version + " (healthy for 9 days)")
                                .orElse("none qualifies"))
                        : List.of(),
                List.of(
                        new UnitChange(
                                "/etc/systemd/system/smolotchi-web.service",
                                UnitChange.Kind.CHANGED,
                                DIFF,
                                "restart smolotchi-web.service, exposure 6.1 -> 4.3"),
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
                Optional.of(new StatePlan(
                        List.of("/var/lib/smolotchi/events.db"),
                        withState
                                ? Optional.of(new StatePlan.Restored(
                                        new OperationId(2),
                                        Instant.parse("2026-01-05T12:00:00Z"),
                                        List.of("/var/lib/smolotchi/events.db"),
                                        40_960))
                                : Optional.empty(),
                        StateLevel.NONE)),
                List.of("smolotchi-display.service is optional and failed before"),
                refusals);
    }

    static PrunePlan prune(List<ReleaseSummary> releases) {
        return new PrunePlan(
                PrunePlan.FORMAT,
                "Keeps the last 5 healthy releases, anything younger than a day, and one that was never healthy.",
                releases.stream().map(StagedPlans::row).toList(),
                List.of(new PrunePlan.Copy(new OperationId(2), true, "older than the last 3", 40_960)),
                12,
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
