package io.smolotchi.release.units;

import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.SystemdAnalyze;
import io.smolotchi.release.systemd.UnitFinding;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Path;
import java.util.List;

/** What {@code systemd-analyze verify} says of the set, written to a directory of its own. */
final class UnitVerification {

    private final SystemdAnalyze analyze;

    UnitVerification(Processes processes) {
        this.analyze = new SystemdAnalyze(processes);
    }

    void check(UnitSet set, Findings.Book book) {
        if (set.units().isEmpty()) {
            return;
        }
        List<UnitFinding> findings = ScratchUnits.with(set, scratch -> verify(set, scratch));
        findings.forEach(finding -> refuse(finding, book));
    }

    private List<UnitFinding> verify(UnitSet set, Path scratch) {
        List<Path> files = set.units().stream()
                .filter(unit -> !unit.value().contains("@."))
                .map(unit -> scratch.resolve(unit.value()))
                .toList();
        // Programs are left to a check of ours: this one looks for them on this machine's root, and before the switch
        return analyze.verify(files, program -> true);
    }

    private static void refuse(UnitFinding finding, Findings.Book book) {
        String where = finding.unit().map(UnitName::value).orElse("the units");
        String line = finding.line() == 0 ? "" : ":" + finding.line();
        book.refuse(
                Code.UNIT_INVALID,
                "cannot install " + where + ": systemd says of " + where + line + ": " + Shown.of(finding.text()),
                "correct it in the release");
    }

    static List<UnitName> services(UnitSet set) {
        return set.units().stream()
                .filter(unit -> unit.type().equals("service"))
                .toList();
    }
}
