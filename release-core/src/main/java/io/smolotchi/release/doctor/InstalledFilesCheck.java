package io.smolotchi.release.doctor;

import io.smolotchi.release.units.Drift;
import io.smolotchi.release.units.InstalledUnits;
import java.util.List;
import java.util.Locale;

/** Units, drop-ins, tmpfiles and sysusers against what is recorded of their installation. */
record InstalledFilesCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "files";
    }

    @Override
    public Finding look() {
        int files = patient.recorded().files().size();
        if (files == 0) {
            return Finding.skipped(this, "none is recorded yet");
        }
        List<Drift> drifts = new InstalledUnits(patient.root(), patient.application()).drift(patient.recorded());
        if (drifts.isEmpty()) {
            return Finding.well(this, files + " installed files are as recorded");
        }
        return Finding.wrong(
                        this,
                        drifts.size() + " of " + files + " installed files are not as recorded",
                        "smolotchi-release units diff; keep a change in a drop-in of your own, or: " + patient.again()
                                + " --overwrite-drift")
                .with(drifts.stream()
                        .map(drift -> drift.path() + ": "
                                + drift.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .toList());
    }
}
