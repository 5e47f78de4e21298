package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.systemd.UnitName;
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
        return links.stream()
                .filter(link -> UnitName.isUnitName(link.name()) && set.has(UnitName.of(link.name())))
                .filter(link -> UnitPaths.parent(link.path()).length() > UnitPaths.UNITS.length())
                .filter(link -> !asks(set, link))
                .toList();
    }

    /** Whether the unit's {@code [Install]} section says that there be such a link, as {@code multi-user.target.wants/NAME} is one. */
    static boolean asks(UnitSet set, UnitLink link) {
        String directory = UnitPaths.parent(link.path());
        directory = directory.substring(directory.lastIndexOf('/') + 1);
        int dot = directory.lastIndexOf('.');
        String key = dot < 0 ? "" : KEYS.getOrDefault(directory.substring(dot), "");
        if (key.isEmpty() || !UnitName.isUnitName(link.name())) {
            return false;
        }
        String target = directory.substring(0, dot);
        return set.effective(UnitName.of(link.name())).all("Install", key).stream()
                .flatMap(value -> UnitText.words(value).stream())
                .anyMatch(target::equals);
    }
}
