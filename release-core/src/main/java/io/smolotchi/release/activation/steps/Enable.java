package io.smolotchi.release.activation.steps;

import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.units.UnitDiff;
import io.smolotchi.release.units.UnitInstallation;
import java.util.function.Function;

/** Makes systemd load the new texts, and enables the units that are new; the others keep the administrator's choice. */
public final class Enable implements Step {

    private final Function<Intent, UnitInstallation> units;
    private final ServiceManager systemd;

    public Enable(Function<Intent, UnitInstallation> units, ServiceManager systemd) {
        this.units = units;
        this.systemd = systemd;
    }

    @Override
    public String name() {
        return "enable";
    }

    @Override
    public String does(Goal goal) {
        return goal == Goal.NOTHING
                ? "reload systemd"
                : "enable the units that are new, and reload systemd when a unit file changed";
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        systemd.enable(intent.enable());
        if (!intent.enable().isEmpty()) {
            units.apply(intent).syncLinks();
        }
        if (systemd.running() && needsReload(intent)) {
            systemd.daemonReload();
        }
        if (systemd.running() && intent.goal() == Goal.NOTHING) {
            // One that had failed would be listed for ever, without a file
            systemd.resetFailed(intent.allUnits());
        }
    }

    @Override
    public void undo(Intent intent, Progress progress) {
        // The links come back with the unit files.
    }

    private boolean needsReload(Intent intent) {
        return UnitDiff.between(intent.oldUnits(), intent.newUnits()).daemonReload()
                || systemd.needsReload(intent.newUnits().units());
    }
}
