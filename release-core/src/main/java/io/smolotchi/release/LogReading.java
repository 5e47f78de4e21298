package io.smolotchi.release;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.systemd.Journal;
import io.smolotchi.release.systemd.UnitName;
import java.util.Optional;

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
        InstalledNames names = new InstalledNames(parts);
        return names.unit(name)
                .or(() -> names.spellings(name)
                        .filter(unit -> unit.value().startsWith(OWN))
                        .findFirst())
                .orElseThrow(() -> new Refused(names.unknown("show the log of", name)));
    }
}
