package io.smolotchi.release;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.jdbc.CatalogFile;
import io.smolotchi.release.doctor.Doctor;
import io.smolotchi.release.doctor.Finding;
import io.smolotchi.release.doctor.Patient;
import io.smolotchi.release.doctor.Repair;
import io.smolotchi.release.doctor.Repairs;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.units.RecordedUnits;
import java.util.List;
import java.util.Locale;

/** Has the doctor look at the machine of these parts, also when its catalog can't be read. */
final class Examination {

    private final Parts parts;

    Examination(Parts parts) {
        this.parts = parts;
    }

    Diagnosis diagnosis() {
        return new Diagnosis(findings().stream().map(Examination::line).toList());
    }

    /** What would be mended. */
    SmallPlan plan() {
        List<String> effects =
                Doctor.repairs(findings()).stream().map(Repair::does).toList();
        String summary = effects.isEmpty() ? "nothing can be mended without a decision" : "mend what is safe to mend";
        return new SmallPlan(SmallPlan.FORMAT, summary, effects, effects.isEmpty(), List.of());
    }

    /** Under the change lock. */
    Outcome mend(Progress progress) {
        Patient patient = patient();
        List<Repair> repairs = Doctor.repairs(new Doctor(patient).examine());
        if (repairs.isEmpty()) {
            return new Outcome.Done("nothing to do: nothing can be mended without a decision");
        }
        try {
            new Repairs(patient).carryOut(repairs, progress);
        } catch (ServiceManagerException e) {
            return new Outcome.Failed(Code.HOST_FAULT, String.valueOf(e.getMessage()));
        }
        return new Outcome.Done("mended: "
                + String.join("; ", repairs.stream().map(Repair::does).toList()));
    }

    private List<Finding> findings() {
        return new Doctor(patient()).examine();
    }

    private Patient patient() {
        CatalogReads catalog = readable();
        ReleaseHistory history = ReleaseHistory.of(catalog, parts.store()::holds);
        return new Patient(
                parts.root(),
                parts.inForce(catalog),
                parts::application,
                RecordedUnits.of(history.lastLive()
                        .map(Activation::id)
                        .map(catalog::installedFiles)
                        .orElse(List.of())),
                history,
                parts.link(),
                parts.store(),
                parts.systemd(),
                parts.schedule(),
                parts.processes(),
                parts.clock(),
                () -> parts.interruption("change what runs"),
                () -> new CatalogFile(parts.database()).problems());
    }

    /** What can't be read is what the check of the catalog says; the others go on without it. */
    private CatalogReads readable() {
        try {
            parts.reads().operations(1);
            return parts.reads();
        } catch (CatalogException broken) {
            return parts.nothingRecorded();
        }
    }

    private static Diagnosis.Line line(Finding finding) {
        return new Diagnosis.Line(
                finding.check(),
                finding.verdict().name().toLowerCase(Locale.ROOT),
                finding.result(),
                finding.details(),
                finding.remedy(),
                finding.repair().map(Repair::does).orElse(""));
    }
}
