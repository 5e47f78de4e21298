package io.smolotchi.release.units;

import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.systemd.SystemdAnalyze;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How exposed services are before and after a change, as {@code systemd-analyze security} rates them: 0 is best, 10 is worst. */
public final class Exposure {

    private final SystemdAnalyze analyze;

    public Exposure(Processes processes) {
        this.analyze = new SystemdAnalyze(processes);
    }

    /** The difference, with the ratings of each service that changed beside its first file; nothing is rated when none changed. */
    public UnitDiff noted(UnitDiff diff, UnitSet before, UnitSet after) {
        Set<UnitName> changed = diff.changes().stream()
                .flatMap(change -> service(change).stream())
                .collect(Collectors.toSet());
        if (changed.isEmpty()) {
            return diff;
        }
        Map<UnitName, String> old = rate(before, changed);
        Map<UnitName, String> now = rate(after, changed);
        Set<UnitName> said = new HashSet<>();
        List<UnitChange> changes = new ArrayList<>();
        for (UnitChange change : diff.changes()) {
            Optional<String> note =
                    service(change).filter(said::add).flatMap(unit -> words(old.get(unit), now.get(unit)));
            changes.add(note.map(words ->
                            new UnitChange(change.path(), change.kind(), change.diff(), change.effect() + ", " + words))
                    .orElse(change));
        }
        return diff.with(changes);
    }

    private static Optional<String> words(@Nullable String old, @Nullable String now) {
        if (now == null || now.equals(old)) {
            return Optional.empty();
        }
        return Optional.of("exposure " + (old == null ? "" : old + " -> ") + now);
    }

    private Map<UnitName, String> rate(UnitSet set, Set<UnitName> changed) {
        List<UnitName> services = UnitVerification.services(set).stream()
                .filter(changed::contains)
                .filter(unit -> set.file(UnitPaths.unit(unit.value())).isPresent())
                .toList();
        if (services.isEmpty()) {
            return Map.of();
        }
        return ScratchUnits.with(set, scratch -> {
            List<Path> files =
                    services.stream().map(unit -> scratch.resolve(unit.value())).toList();
            return analyze.exposure(files);
        });
    }

    private static Optional<UnitName> service(UnitChange change) {
        String path = change.path();
        Optional<String> unit = UnitPaths.isDropIn(path)
                ? Optional.of(UnitPaths.unitOfDropIn(path))
                : UnitPaths.unitAt(path).map(UnitName::value);
        return unit.filter(UnitName::isUnitName)
                .map(UnitName::of)
                .filter(name -> name.type().equals("service"));
    }
}
