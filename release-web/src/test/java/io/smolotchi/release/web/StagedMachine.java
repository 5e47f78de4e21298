package io.smolotchi.release.web;

import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.InstalledUnit;
import io.smolotchi.release.LogPage;
import io.smolotchi.release.Status;
import io.smolotchi.release.plan.UnitChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Units, journals and a diagnosis, as a machine might have them. */
final class StagedMachine {

    static final String HOSTILE = "<script>alert(1)</script> \u001b[31m";

    private StagedMachine() {}

    static List<InstalledUnit> units(Status status) {
        return status.units().stream()
                .map(unit -> new InstalledUnit(
                        unit,
                        unit.mainPid() == 0 ? Optional.empty() : status.current(),
                        unit.unit().contains("core") ? List.of("changed by hand") : List.of()))
                .toList();
    }

    static List<UnitChange> changes() {
        return List.of(new UnitChange(
                "/etc/systemd/system/smolotchi-core.service",
                UnitChange.Kind.CHANGED,
                "@@ -1,2 +1,3 @@\n [Service]\n+Nice=5\n",
                "changed by hand"));
    }

    /** @param said since, by the program */
    static LogPage log(String unit, List<String> said) {
        Instant now = Instant.now();
        Stream<LogPage.Line> before = Stream.of(
                new LogPage.Line(now.minus(Duration.ofMinutes(2)), "systemd", 1, 6, "Started " + unit),
                new LogPage.Line(now.minus(Duration.ofMinutes(1)), "python3", 811, 4, "no display was found"),
                new LogPage.Line(now, "python3", 811, 3, HOSTILE));
        return new LogPage(
                unit,
                Stream.concat(before, said.stream().map(line -> new LogPage.Line(now, "python3", 811, 6, line)))
                        .toList(),
                Optional.of("cursor"));
    }

    static Diagnosis diagnosis() {
        return new Diagnosis(List.of(
                new Diagnosis.Line("catalog", "well", "sound, page by page", List.of(), "", ""),
                new Diagnosis.Line(
                        "files",
                        "wrong",
                        "1 of 11 installed files was changed by hand",
                        List.of("/etc/systemd/system/smolotchi-core.service (changed)"),
                        "smolotchi-release units diff",
                        ""),
                new Diagnosis.Line(
                        "timers",
                        "wrong",
                        "smolotchi-prune.timer does not run",
                        List.of(),
                        "",
                        "start smolotchi-prune.timer"),
                new Diagnosis.Line("space", "note", "1.2 GB are free", List.of(), "", ""),
                new Diagnosis.Line("clock", "skipped", "no row of the history", List.of(), "", "")));
    }
}
