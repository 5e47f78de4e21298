package io.smolotchi.release.activation.steps;

import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.UnitState;
import io.smolotchi.release.units.UnitDiff;

/** Makes systemd load the new texts, and enables the units that are new; the others keep the administrator's choice. */
public final class Enable implements Step {

    private final ServiceManager systemd;

    public Enable(ServiceManager systemd) {
        this.systemd = systemd;
    }

    @Override
    public String name() {
        return "enable";
    }

    @Override
    public String does() {
        return "enable the units that are new, and reload systemd when a unit file changed";
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        systemd.enable(intent.enable());
        if (systemd.running() && needsReload(intent)) {
            systemd.daemonReload();
        }
    }

    @Override
    public void undo(Intent intent, Progress progress) {
        // The links come back with the unit files.
    }

    private boolean needsReload(Intent intent) {
        return UnitDiff.between(intent.oldUnits(), intent.newUnits()).daemonReload()
                || systemd.states(intent.newUnits().units()).values().stream().anyMatch(UnitState::needDaemonReload);
    }
}
