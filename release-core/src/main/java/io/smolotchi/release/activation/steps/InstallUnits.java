package io.smolotchi.release.activation.steps;

import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.units.UnitInstallation;
import java.util.function.Function;

/** Exchanges the unit files, drop-ins, tmpfiles and sysusers by renames. Links that enable a unit go with it, and come back with it. */
public final class InstallUnits implements Step {

    private final Function<Intent, UnitInstallation> units;
    private final ServiceManager systemd;
    private final SwitchRecord record;

    public InstallUnits(Function<Intent, UnitInstallation> units, ServiceManager systemd, SwitchRecord record) {
        this.units = units;
        this.systemd = systemd;
        this.record = record;
    }

    @Override
    public String name() {
        return "install-units";
    }

    @Override
    public String does(Goal goal) {
        return goal == Goal.NOTHING
                ? "take the unit files away"
                : "rename the new unit files into place, and take away those that are no longer shipped";
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        record.begun();
        units.apply(intent).apply();
    }

    @Override
    public void undo(Intent intent, Progress progress) {
        units.apply(intent).revert();
        // Always: whether systemd has loaded the new texts can't be told from here.
        if (systemd.running()) {
            systemd.daemonReload();
        }
    }
}
