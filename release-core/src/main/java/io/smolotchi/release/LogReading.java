package io.smolotchi.release;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.systemd.Journal;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.UnitPaths;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the journal of units that are ours: those that are installed, and the manager's own. */
final class LogReading {

    private static final String OWN = "smolotchi-release";

    private final Parts parts;

    LogReading(Parts parts) {
        this.parts = parts;
    }

    LogPage page(String name, Optional<String> cursor, int atMost) {
        UnitName unit = unit(name);
        if (!parts.root().running()) {
            throw new Refused(
                    Code.NO_SERVICE_MANAGER,
                    "cannot read the log of " + unit + ": because nothing runs below this root",
                    "journalctl --root DIR --unit " + unit);
        }
        Journal.Page page = parts.journal().page(unit, cursor, atMost);
        return new LogPage(
                unit.value(),
                page.lines().stream()
                        .map(line -> new LogPage.Line(
                                line.at(), line.program(), line.pid(), line.priority(), line.message()))
                        .toList(),
                page.cursor());
    }

    private UnitName unit(String name) {
        List<UnitName> installed = installed();
        String prefix = parts.known().unitPrefix();
        return Stream.of(name, name + ".service", prefix + name, prefix + name + ".service")
                .filter(UnitName::isUnitName)
                .map(UnitName::of)
                .filter(unit -> installed.contains(unit) || unit.value().startsWith(OWN))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Code.UNIT_UNKNOWN,
                        "cannot show the log of " + name + ": because no unit of that name is installed"
                                + (installed.isEmpty()
                                        ? ""
                                        : "; there are "
                                                + String.join(
                                                        ", ",
                                                        installed.stream()
                                                                .map(UnitName::value)
                                                                .toList())),
                        "smolotchi-release units status"));
    }

    private List<UnitName> installed() {
        return ReleaseHistory.of(parts.reads(), parts.store()::holds)
                .lastLive()
                .map(Activation::id)
                .map(parts.reads()::installedFiles)
                .orElse(List.of())
                .stream()
                .flatMap(file -> UnitPaths.unitAt(file.path()).stream())
                .toList();
    }
}
