package io.smolotchi.release;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.RecordedUnits;
import io.smolotchi.release.units.UnitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The units of the last live activation by the names that people give them: "web" is smolotchi-web.service. */
final class InstalledNames {

    private final String prefix;
    private final UnitSet recorded;

    InstalledNames(Parts parts) {
        this.prefix = parts.known().unitPrefix();
        this.recorded = RecordedUnits.of(ReleaseHistory.of(parts.reads(), parts.store()::holds)
                .lastLive()
                .map(Activation::id)
                .map(parts.reads()::installedFiles)
                .orElse(List.of()));
    }

    UnitSet recorded() {
        return recorded;
    }

    Optional<UnitName> unit(String name) {
        return spellings(name).filter(recorded::has).findFirst();
    }

    Stream<UnitName> spellings(String name) {
        return Stream.of(name, name + ".service", prefix + name, prefix + name + ".service")
                .filter(UnitName::isUnitName)
                .map(UnitName::of);
    }

    /** @param action such as "show the log of" */
    Refusal unknown(String action, String name) {
        String there = recorded.units().stream().map(UnitName::value).collect(Collectors.joining(", "));
        return Refusal.of(
                Code.UNIT_UNKNOWN,
                "cannot " + action + " " + name + ": because no unit of that name is installed"
                        + (there.isEmpty() ? "" : "; there are " + there),
                "smolotchi-release units status");
    }
}
