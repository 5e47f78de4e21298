package io.smolotchi.release.doctor;

import io.smolotchi.release.units.Enablement;
import java.util.List;

/** Links that enable a unit by what its {@code [Install]} section said once: systemctl takes them for good, and the unit does not start where it should. */
record EnablementCheck(Patient patient) implements Check {

    @Override
    public String name() {
        return "enablement";
    }

    @Override
    public Finding look() {
        if (patient.recorded().units().isEmpty()) {
            return Finding.skipped(this, "no unit is installed yet");
        }
        Enablement enablement = Enablement.read(patient.root(), patient.recorded());
        List<String> stale = enablement.stale();
        if (!stale.isEmpty()) {
            return Finding.note(
                            this,
                            "links that no [Install] section asks for, or not any more: yours, or stale",
                            "systemctl reenable " + String.join(" ", enablement.staleUnits()))
                    .with(stale);
        }
        List<String> masked = enablement.masked();
        return masked.isEmpty()
                ? Finding.well(this, "every link is asked for by its unit")
                : Finding.note(this, "masked: " + String.join(", ", masked), "");
    }
}
