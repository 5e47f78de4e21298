package io.smolotchi.release;

import io.smolotchi.release.boot.Safeguards;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.schedule.PruneSchedule;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.UnitPaths;
import java.util.List;
import java.util.stream.Stream;

/** Units that the manager installed for itself: the timer that prunes, and what recovers at boot. */
final class OwnFiles {

    private final PruneSchedule schedule;
    private final Safeguards safeguards;

    OwnFiles(PruneSchedule schedule, Safeguards safeguards) {
        this.schedule = schedule;
        this.safeguards = safeguards;
    }

    /**
     * How taking them away would show in a plan.
     *
     * @param application by which the units run that are installed
     */
    List<UnitChange> removals(Application application) {
        return Stream.concat(schedule.installed().stream(), safeguards.installed(application).stream())
                .map(path -> new UnitChange(path, UnitChange.Kind.REMOVED, "", effect(path)))
                .toList();
    }

    private static String effect(String path) {
        return UnitPaths.unitAt(path)
                .map(UnitName::value)
                .filter(unit -> unit.endsWith(".timer"))
                .map(unit -> "stop, disable and remove " + unit)
                .orElse("");
    }
}
