package io.smolotchi.release.doctor;

import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.schedule.PruneSchedule;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import io.smolotchi.release.units.UnitPaths;
import io.smolotchi.release.units.UnitSet;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The machine that is looked at. What may be broken is asked for only by the check that is about it.
 *
 * @param application by which the machine runs
 * @param settings reads the host's settings anew; throws a refusal when they are invalid
 * @param recorded what the last live activation installed
 * @param interrupted why nothing else may begin: an activation that did not end
 * @param catalogProblems reads every page of the catalog
 */
public record Patient(
        HostRoot root,
        Application application,
        Supplier<Application> settings,
        UnitSet recorded,
        ReleaseHistory history,
        CurrentLink link,
        ReleaseStore store,
        ServiceManager systemd,
        PruneSchedule schedule,
        Processes processes,
        Clock clock,
        Supplier<Optional<Refusal>> interrupted,
        Supplier<List<String>> catalogProblems) {

    /** Those of the installed units. Nothing is installed: none. */
    Map<UnitName, UnitState> states() {
        return systemd.states(recorded.units());
    }

    boolean optional(UnitName unit) {
        return application.units().optional().contains(unit.value());
    }

    /** What to type so that everything installed is as it was, when something is current. */
    String again() {
        return history.current()
                .map(version -> "smolotchi-release activate " + version)
                .orElse("smolotchi-release list, then: smolotchi-release activate VERSION");
    }

    String tmpfiles() {
        return UnitPaths.tmpfiles(application);
    }
}
