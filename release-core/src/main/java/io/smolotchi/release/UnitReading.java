package io.smolotchi.release;

import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.doctor.RunningVersion;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import io.smolotchi.release.units.Drift;
import io.smolotchi.release.units.InstalledUnits;
import io.smolotchi.release.units.UnitPaths;
import io.smolotchi.release.units.UnitSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Installed units: how they run, and how their files differ from what was recorded or would be installed. */
final class UnitReading {

    private final Parts parts;
    private final ReleaseHistory history;

    UnitReading(Parts parts) {
        this.parts = parts;
        this.history = ReleaseHistory.of(parts.reads(), parts.store()::holds);
    }

    List<InstalledUnit> units() {
        RunningVersion running = new RunningVersion(parts.link(), history);
        List<Drift> drifts = drifts();
        Map<UnitName, UnitState> states = parts.systemd().states(recorded().units());
        return new StatusReading(parts)
                .read().units().stream()
                        .map(health ->
                                new InstalledUnit(health, running.of(health.mainPid()), notes(health, drifts, states)))
                        .toList();
    }

    private static List<String> notes(Status.UnitHealth health, List<Drift> drifts, Map<UnitName, UnitState> states) {
        List<String> notes = new ArrayList<>();
        if (health.fileState().startsWith("masked")) {
            notes.add("masked");
        }
        if (drifts.stream().anyMatch(drift -> UnitPaths.concerns(drift.path(), health.unit()))) {
            notes.add("changed by hand");
        }
        UnitState state = states.get(UnitName.of(health.unit()));
        if (state != null && state.needDaemonReload()) {
            notes.add("not reloaded");
        }
        return notes;
    }

    /** What somebody changed, from what is recorded to what is there. */
    List<UnitChange> drift() {
        return drifts().stream().map(UnitReading::change).toList();
    }

    private static UnitChange change(Drift drift) {
        return switch (drift.kind()) {
            case CHANGED -> new UnitChange(drift.path(), UnitChange.Kind.CHANGED, drift.diff(), "changed by hand");
            case MODE -> new UnitChange(drift.path(), UnitChange.Kind.CHANGED, "", "its mode was changed by hand");
            case GONE -> new UnitChange(drift.path(), UnitChange.Kind.REMOVED, "", "removed by hand");
            case NO_FILE -> new UnitChange(drift.path(), UnitChange.Kind.CHANGED, "", "is no file any more");
        };
    }

    /** What an activation would do to the files. */
    List<UnitChange> changesTo(Version version) {
        ActivationPlan plan = parts.planner().plan(Request.Activate.of(version));
        if (plan.steps().isEmpty() && plan.refused()) {
            throw new Refused(plan.refusals());
        }
        return plan.units();
    }

    private List<Drift> drifts() {
        return new InstalledUnits(parts.root(), parts.known()).drift(recorded());
    }

    private UnitSet recorded() {
        return new InstalledNames(parts).recorded();
    }
}
