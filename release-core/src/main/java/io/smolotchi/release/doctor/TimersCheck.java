package io.smolotchi.release.doctor;

import io.smolotchi.release.schedule.PruneSchedule;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The application's prune timer, and the one that prunes releases. */
record TimersCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public Finding look() {
        if (!patient.systemd().running()) {
            return Finding.skipped(this, "systemd does not run for this root");
        }
        boolean scheduled = patient.schedule().calendar().isPresent();
        List<UnitName> idle = idle(patient.systemd(), timers(patient, scheduled));
        if (!idle.isEmpty()) {
            List<String> names = idle.stream().map(UnitName::value).toList();
            return Finding.wrong(
                            this,
                            "enabled, and not running: " + String.join(", ", names),
                            "smolotchi-release doctor --fix")
                    .mendedBy(Repair.START_TIMERS);
        }
        if (!scheduled) {
            return Finding.note(this, "no timer prunes releases", "smolotchi-release schedule enable");
        }
        return Finding.well(
                this, "releases are pruned " + patient.schedule().calendar().orElseThrow());
    }

    private static List<UnitName> timers(Patient patient, boolean scheduled) {
        Stream<UnitName> own =
                patient.recorded().units().stream().filter(unit -> unit.type().equals("timer"));
        return Stream.concat(own, scheduled ? Stream.of(PruneSchedule.TIMER) : Stream.of())
                .toList();
    }

    /** Those that are to run: a timer that somebody disabled is left so. */
    static List<UnitName> idle(Patient patient) {
        return idle(
                patient.systemd(), timers(patient, patient.schedule().calendar().isPresent()));
    }

    private static List<UnitName> idle(ServiceManager systemd, List<UnitName> timers) {
        List<UnitName> idle = new ArrayList<>();
        for (UnitState state : systemd.states(timers).values()) {
            if (state.fileState().startsWith("enabled") && !state.isActive()) {
                idle.add(state.name());
            }
        }
        return idle;
    }
}
