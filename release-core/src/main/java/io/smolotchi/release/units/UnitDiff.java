package io.smolotchi.release.units;

import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.systemd.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How two sets differ. A masked unit is in none of the lists: its file is not written, and it is neither started nor stopped.
 *
 * @param changes file by file, sorted by path
 * @param added units that only the new set has: enabled, and started
 * @param removed units that only the old set has: stopped, disabled, and retired
 * @param restarted units in both that have to be restarted, since they changed in something that matters at run time
 * @param reenabled units in both whose {@code [Install]} section changed
 * @param daemonReload whether systemd has to read its units again
 */
public record UnitDiff(
        List<UnitChange> changes,
        List<UnitName> added,
        List<UnitName> removed,
        List<UnitName> restarted,
        List<UnitName> reenabled,
        boolean daemonReload) {

    /** Where systemd runs, so that units are started. */
    public static UnitDiff between(UnitSet before, UnitSet after) {
        return between(before, after, true);
    }

    /** @param starting whether units are stopped and started at all, which the effects then say */
    public static UnitDiff between(UnitSet before, UnitSet after, boolean starting) {
        return new Comparison(before, after, starting).diff();
    }

    UnitDiff with(List<UnitChange> noted) {
        return new UnitDiff(noted, added, removed, restarted, reenabled, daemonReload);
    }

    public boolean nothing() {
        return changes.isEmpty();
    }

    private static final class Comparison {

        private final UnitSet before;
        private final UnitSet after;
        private final boolean starting;
        private final List<UnitName> added;
        private final List<UnitName> removed;
        private final List<UnitName> restarted;
        private final List<UnitName> reenabled;

        Comparison(UnitSet before, UnitSet after, boolean starting) {
            this.before = before;
            this.after = after;
            this.starting = starting;
            this.added = only(after, before);
            this.removed = only(before, after);
            List<UnitName> both = after.units().stream()
                    .filter(before::has)
                    .filter(unit -> !before.masked(unit))
                    .toList();
            this.restarted = both.stream()
                    .filter(unit -> !running(before, unit).equals(running(after, unit)))
                    .toList();
            this.reenabled = both.stream()
                    .filter(unit -> !section(before, unit, "Install").equals(section(after, unit, "Install")))
                    .toList();
        }

        UnitDiff diff() {
            Set<String> paths = new TreeSet<>();
            Stream.of(before, after).forEach(set -> set.files().forEach(file -> paths.add(file.path())));
            before.links().stream()
                    .map(UnitLink::path)
                    .filter(UnitPaths::isUnit)
                    .filter(path -> before.has(UnitName.of(path.substring(UnitPaths.UNITS.length() + 1))))
                    .forEach(paths::add);
            List<UnitChange> changes = new ArrayList<>();
            paths.forEach(path -> change(path, changes));
            boolean reload = changes.stream().anyMatch(change -> UnitPaths.loadedBySystemd(change.path()));
            return new UnitDiff(List.copyOf(changes), added, removed, restarted, reenabled, reload);
        }

        private void change(String path, List<UnitChange> changes) {
            Place old = Place.in(before, path);
            Place wanted = Place.in(after, path);
            if (old.mask() || old.sameAs(wanted)) {
                return;
            }
            if (old instanceof Place.Nothing) {
                changes.add(new UnitChange(path, UnitChange.Kind.ADDED, "", effect(path)));
            } else if (wanted instanceof Place.Nothing) {
                changes.add(new UnitChange(path, UnitChange.Kind.REMOVED, "", effect(path)));
            } else {
                changes.add(new UnitChange(path, UnitChange.Kind.CHANGED, text(old, wanted), effect(path)));
            }
        }

        private static String text(Place old, Place wanted) {
            return old instanceof Place.Text one && wanted instanceof Place.Text other
                    ? TextDiff.unified(one.file().content(), other.file().content())
                    : "";
        }

        private String effect(String path) {
            if (!UnitPaths.loadedBySystemd(path)) {
                return "apply by " + (path.startsWith("/etc/tmpfiles.d/") ? "systemd-tmpfiles" : "systemd-sysusers");
            }
            UnitName unit = UnitName.of(
                    UnitPaths.isDropIn(path)
                            ? UnitPaths.unitOfDropIn(path)
                            : path.substring(UnitPaths.UNITS.length() + 1));
            List<String> effects = new ArrayList<>();
            if (added.contains(unit)) {
                boolean enabled = after.started().contains(unit);
                effects.add(!enabled ? "install" : starting ? "enable and start" : "enable");
            }
            if (removed.contains(unit)) {
                effects.add(starting ? "stop, disable and remove" : "disable and remove");
            }
            if (restarted.contains(unit)) {
                effects.add(starting ? "restart" : "change");
            }
            if (reenabled.contains(unit)) {
                effects.add("enable again");
            }
            return (effects.isEmpty() ? "no restart of" : String.join(", ", effects)) + " " + unit;
        }

        private List<UnitName> only(UnitSet one, UnitSet other) {
            return one.units().stream()
                    .filter(unit -> !other.has(unit) && !before.masked(unit))
                    .toList();
        }

        private static Map<String, List<String>> running(UnitSet set, UnitName unit) {
            Map<String, List<String>> values = new TreeMap<>(set.effective(unit).values());
            values.entrySet()
                    .removeIf(
                            entry -> entry.getValue().isEmpty() || !RunTime.fixedAtStart(unit.type(), entry.getKey()));
            return values;
        }

        private static Map<String, List<String>> section(UnitSet set, UnitName unit, String section) {
            return set.effective(unit).values().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("[" + section + "] ")
                            && !entry.getValue().isEmpty())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }
}
