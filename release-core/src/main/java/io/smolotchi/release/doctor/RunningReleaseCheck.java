package io.smolotchi.release.doctor;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.systemd.UnitState;
import java.util.List;

/** A process that was started before {@code current} was switched has loaded code of the release before, and imports the rest from the new one. */
record RunningReleaseCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "running";
    }

    @Override
    public Finding look() {
        if (!patient.systemd().running()) {
            return Finding.skipped(this, "systemd does not run for this root");
        }
        RunningVersion running = new RunningVersion(patient.link(), patient.history());
        List<UnitState> older = patient.states().values().stream()
                .filter(state -> running.another(state.mainPid()))
                .toList();
        if (older.isEmpty()) {
            return Finding.well(this, "every process runs what is current");
        }
        List<String> units =
                older.stream().map(state -> state.name().value()).sorted().toList();
        return Finding.wrong(
                        this,
                        "started before current was switched, with another release: " + String.join(", ", units),
                        "systemctl restart " + String.join(" ", units))
                .with(older.stream()
                        .map(state -> state.name() + " (process " + state.mainPid() + ") runs "
                                + running.of(state.mainPid())
                                        .map(Version::value)
                                        .orElse("an unknown release")
                                + ", current is "
                                + patient.link().version().map(Version::value).orElse("nothing"))
                        .toList());
    }
}
