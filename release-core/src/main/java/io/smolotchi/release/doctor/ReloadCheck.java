package io.smolotchi.release.doctor;

import io.smolotchi.release.systemd.UnitState;
import java.util.List;

/** Whether systemd has read what is on disk. */
record ReloadCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "reload";
    }

    @Override
    public Finding look() {
        if (!patient.systemd().running()) {
            return Finding.skipped(this, "systemd does not run for this root");
        }
        List<String> stale = patient.states().values().stream()
                .filter(UnitState::needDaemonReload)
                .map(state -> state.name().value())
                .sorted()
                .toList();
        return stale.isEmpty()
                ? Finding.well(this, "systemd has read the unit files as they are")
                : Finding.wrong(
                                this,
                                "changed on disk since systemd read it: " + String.join(", ", stale),
                                "smolotchi-release doctor --fix")
                        .mendedBy(Repair.RELOAD);
    }
}
