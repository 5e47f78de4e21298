package io.smolotchi.release.units;

import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.systemd.UnitName;
import java.util.List;
import java.util.Optional;

/** What an activation wrote, as the catalog recorded it: what is ours is what is recorded, never a glob. */
public final class RecordedUnits {

    private RecordedUnits() {}

    public static UnitSet of(List<InstalledFile> files) {
        List<UnitFile> recorded = files.stream()
                .map(file -> new UnitFile(file.path(), file.mode(), Optional.empty(), file.content(), false))
                .toList();
        List<UnitName> units = files.stream()
                .flatMap(file -> UnitPaths.unitAt(file.path()).stream())
                .toList();
        return new UnitSet(recorded, List.of(), units, List.of());
    }
}
