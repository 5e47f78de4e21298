package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.systemd.UnitName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads what is installed now. */
public final class InstalledUnits {

    private final DiskPlaces disk;
    private final Application application;

    public InstalledUnits(HostRoot root, Application application) {
        this.disk = new DiskPlaces(root);
        this.application = application;
    }

    /**
     * What is on disk of the units that could be ours: those of the settings, those recorded by the last activation, those that the next one would
     * write, and those of older names that are retired. An administrator's drop-ins are not part of it. A unit that is masked is among the units, and
     * its mask among the links.
     *
     * @param others sets whose paths are looked at too
     */
    public UnitSet read(Collection<UnitSet> others) {
        List<UnitFile> files = new ArrayList<>();
        List<UnitLink> links = new ArrayList<>();
        List<UnitName> units = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (String path : candidates(others)) {
            boolean unit = UnitPaths.isUnit(path);
            if (unit) {
                names.add(name(path));
            }
            switch (disk.at(path)) {
                case Place.Text text -> files.add(text.file());
                case Place.Link link -> links.add(link.link());
                case Place.Nothing nothing -> {
                    continue;
                }
            }
            if (unit) {
                units.add(UnitName.of(name(path)));
            }
        }
        links.addAll(disk.links(names));
        Set<String> optional = new HashSet<>(application.units().optional());
        others.forEach(set -> set.optional().forEach(unit -> optional.add(unit.value())));
        return new UnitSet(
                files,
                links,
                units,
                units.stream().filter(unit -> optional.contains(unit.value())).toList());
    }

    /** Files that differ from what was recorded when they were written; {@code recorded} is the set that the last live activation installed. */
    public List<Drift> drift(UnitSet recorded) {
        List<Drift> drifts = new ArrayList<>();
        for (UnitFile file : recorded.files()) {
            switch (disk.at(file.path())) {
                case Place.Link link when link.link().mask() -> {}
                case Place.Link link -> drifts.add(new Drift(file.path(), Drift.Kind.NO_FILE, ""));
                case Place.Nothing nothing -> drifts.add(new Drift(file.path(), Drift.Kind.GONE, ""));
                case Place.Text text -> compare(file, text.file(), drifts);
            }
        }
        return drifts;
    }

    private static void compare(UnitFile recorded, UnitFile found, List<Drift> drifts) {
        if (recorded.bytewise() != found.bytewise() || !recorded.content().equals(found.content())) {
            String diff = TextDiff.unified(recorded.content(), found.content());
            drifts.add(new Drift(recorded.path(), Drift.Kind.CHANGED, diff));
        } else if (recorded.mode() != found.mode()) {
            drifts.add(new Drift(recorded.path(), Drift.Kind.MODE, ""));
        }
    }

    private Set<String> candidates(Collection<UnitSet> others) {
        Set<String> paths = new TreeSet<>();
        for (String unit : application.units().install()) {
            paths.add(UnitPaths.unit(unit));
            paths.add(UnitPaths.dropIn(unit, UnitPaths.LAYOUT_DROP_IN));
        }
        paths.addAll(RetiredUnits.paths(application));
        paths.add(UnitPaths.tmpfiles(application));
        paths.add(UnitPaths.sysusers(application));
        for (UnitSet set : others) {
            set.files().forEach(file -> paths.add(file.path()));
            set.units().forEach(unit -> paths.add(UnitPaths.unit(unit.value())));
        }
        return paths;
    }

    private static String name(String path) {
        return path.substring(UnitPaths.UNITS.length() + 1);
    }
}
