package io.smolotchi.release.units;

import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.SystemdAnalyze;
import io.smolotchi.release.systemd.UnitFinding;
import io.smolotchi.release.systemd.UnitName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
        try {
            Path scratch = Files.createTempDirectory("smolotchi-release-preflight");
            try {
                write(set, scratch);
                run(set, scratch, book);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the units to a scratch directory", e);
        }
    }

    private void run(UnitSet set, Path scratch, Findings.Book book) {
        List<Path> files = set.units().stream()
                .filter(unit -> !unit.value().contains("@."))
                .map(unit -> scratch.resolve(unit.value()))
                .toList();
        // Programs are left to a check of ours: this one looks for them on this machine's root, and before the switch
        List<UnitFinding> findings = analyze.verify(files, program -> true);
        for (UnitFinding finding : findings) {
            String where = finding.unit().map(UnitName::value).orElse("the units");
            String line = finding.line() == 0 ? "" : ":" + finding.line();
            book.refuse(
                    Code.UNIT_INVALID,
                    "cannot install " + where + ": systemd says of " + where + line + ": " + Shown.of(finding.text()),
                    "correct it in the release");
        }
    }

    private static void write(UnitSet set, Path scratch) throws IOException {
        for (UnitFile file : set.files()) {
            if (UnitPaths.loadedBySystemd(file.path())) {
                Path place = scratch.resolve(file.path().substring(UnitPaths.UNITS.length() + 1));
                Files.createDirectories(place.getParent());
                Files.write(place, file.bytes());
            }
        }
    }

    private static void delete(Path scratch) throws IOException {
        try (Stream<Path> tree = Files.walk(scratch)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    static List<UnitName> services(UnitSet set) {
        return set.units().stream()
                .filter(unit -> unit.type().equals("service"))
                .toList();
    }
}
