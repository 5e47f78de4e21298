package io.smolotchi.release.activation.steps;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.health.Baseline;
import io.smolotchi.release.health.HealthWatch;
import io.smolotchi.release.health.Probes;
import io.smolotchi.release.health.Ticker;
import io.smolotchi.release.health.Verdict;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.UnitName;
import java.util.List;
import java.util.function.Function;

/** Watches what was started until it is certain that it is well, or that it is not. */
public final class WatchHealth implements Step {

    public static final String NAME = "health";

    private final HealthWatch watch;
    private final Function<Application, Probes> probes;

    public WatchHealth(HealthWatch watch, Function<Application, Probes> probes) {
        this.watch = watch;
        this.probes = probes;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String does(Goal goal) {
        return "watch the units and the health checks through the steady window";
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        List<UnitName> required = intent.toBeActive().stream()
                .filter(unit -> !intent.optional().contains(unit))
                .toList();
        List<UnitName> optional =
                intent.toBeActive().stream().filter(intent.optional()::contains).toList();
        conclude(watch(required, optional, intent.application(), intent.baseline(), progress), progress);
    }

    /** Nothing to take back; the old release is watched by {@link #old}. */
    @Override
    public void undo(Intent intent, Progress progress) {}

    /**
     * Whether what ran before is well again; nothing is asked of a machine on which nothing ran.
     *
     * @param failed the runs that the undo ended
     */
    public void old(Intent intent, Baseline failed, Progress progress) {
        List<UnitName> required = intent.ranBefore().stream()
                .filter(unit -> !intent.formerly().units().optional().contains(unit.value()))
                .filter(unit -> !isTriggered(unit, intent.ranBefore()))
                .toList();
        if (!required.isEmpty()) {
            conclude(
                    watch(required, List.of(), intent.formerly(), failed.without(intent.earlier()), progress),
                    progress);
        }
    }

    /** A service that a timer starts is not expected to be active. */
    private static boolean isTriggered(UnitName unit, List<UnitName> units) {
        String stem = unit.value().substring(0, unit.value().lastIndexOf('.'));
        return unit.type().equals("service")
                && units.stream().anyMatch(other -> other.value().equals(stem + ".timer"));
    }

    private Verdict watch(
            List<UnitName> required,
            List<UnitName> optional,
            Application application,
            Baseline baseline,
            Progress progress) {
        HealthWatch.Subject subject = new HealthWatch.Subject(
                required,
                optional,
                probes.apply(application).of(application.health().checks()),
                baseline);
        return watch.watch(
                subject,
                application.health(),
                progress::cancelled,
                new SampleReport(progress, name(), Ticker.system()));
    }

    private void conclude(Verdict verdict, Progress progress) {
        switch (verdict) {
            case Verdict.Healthy healthy ->
                healthy.warnings().forEach(warning -> progress.event(Event.Type.NOTE, name(), warning));
            case Verdict.Unhealthy unhealthy -> {
                keep(unhealthy, progress);
                throw new StepFailed(
                        Code.HEALTH_FAILED, unhealthy.blame(), unhealthy.check() + ": " + unhealthy.cause());
            }
            case Verdict.Interrupted interrupted -> {
                keep(interrupted, progress);
                throw interrupted.by() == Verdict.Interrupted.By.SHUTDOWN
                        ? new ShutdownInTheMiddle()
                        : new StepFailed(Code.CANCELLED, Blame.OPERATOR, "cancelled while health was watched");
            }
        }
    }

    private void keep(Verdict verdict, Progress progress) {
        progress.event(Event.Type.EVIDENCE, "health transcript", String.join("\n", verdict.transcript()));
    }
}
