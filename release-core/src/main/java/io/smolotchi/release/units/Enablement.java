package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.systemd.UnitName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The links on disk that enable units, against what the units' {@code [Install]} sections ask for. */
public final class Enablement {

    private static final Map<String, String> KEYS =
            Map.of(".wants", "WantedBy", ".requires", "RequiredBy", ".upholds", "UpheldBy");

    private final UnitSet set;
    private final List<UnitLink> links;
    private final List<String> masked;

    private Enablement(UnitSet set, List<UnitLink> links, List<String> masked) {
        this.set = set;
        this.links = links;
        this.masked = masked;
    }

    /** @param set what is installed, with its texts */
    public static Enablement read(HostRoot root, UnitSet set) {
        DiskPlaces disk = new DiskPlaces(root);
        List<String> masked = set.units().stream()
                .map(UnitName::value)
                .filter(unit -> disk.at(UnitPaths.unit(unit)).mask())
                .toList();
        Set<String> names = new HashSet<>(DiskPlaces.names(set));
        masked.forEach(names::remove);
        return new Enablement(set, disk.links(names), masked);
    }

    /** Units that somebody masked. */
    public List<String> masked() {
        return masked;
    }

    /** Paths of links that no unit asks for. */
    public List<String> stale() {
        return staleLinks().stream().map(UnitLink::path).toList();
    }

    /** Units that have such a link. */
    public List<String> staleUnits() {
        return staleLinks().stream().map(UnitLink::name).distinct().sorted().toList();
    }

    private List<UnitLink> staleLinks() {
        List<UnitLink> stale = new ArrayList<>();
        for (UnitLink link : links) {
            String directory = UnitPaths.parent(link.path());
            directory = directory.substring(directory.lastIndexOf('/') + 1);
            int dot = directory.lastIndexOf('.');
            String key = dot < 0 ? null : KEYS.get(directory.substring(dot));
            if (key != null && UnitName.isUnitName(link.name())) {
                String target = directory.substring(0, dot);
                boolean asked = set.effective(UnitName.of(link.name())).all("Install", key).stream()
                        .flatMap(value -> UnitText.words(value).stream())
                        .anyMatch(target::equals);
                if (!asked && set.has(UnitName.of(link.name()))) {
                    stale.add(link);
                }
            }
        }
        return stale;
    }
}
