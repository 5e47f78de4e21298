package io.smolotchi.release.units;

import io.smolotchi.release.systemd.UnitName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that is installed for the application, or would be: units, drop-ins, tmpfiles.d and sysusers.d files.
 *
 * @param files sorted by path
 * @param links sorted by path; empty in a rendered set, since systemd makes them when a unit is enabled
 * @param units that it manages, sorted
 * @param optional those of {@code units} whose failure does not fail an activation
 */
public record UnitSet(List<UnitFile> files, List<UnitLink> links, List<UnitName> units, List<UnitName> optional) {

    public UnitSet {
        files = files.stream().sorted(Comparator.comparing(UnitFile::path)).toList();
        links = links.stream().sorted(Comparator.comparing(UnitLink::path)).toList();
        units = List.copyOf(new TreeSet<>(units));
        optional = List.copyOf(new TreeSet<>(optional));
    }

    public static UnitSet empty() {
        return new UnitSet(List.of(), List.of(), List.of(), List.of());
    }

    public Optional<UnitFile> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /**
     * Optional services that nothing else of the set names, and that do not want to be before something themselves: whether they are started along with the
     * others or later is the same to all.
     */
    public Set<UnitName> startableLater() {
        return optional.stream()
                .filter(unit -> unit.type().equals("service"))
                .filter(unit -> files.stream()
                        .noneMatch(file -> isOf(file, unit)
                                ? file.content().contains("Before=")
                                : file.content().contains(unit.value())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Its file and its drop-ins. */
    private static boolean isOf(UnitFile file, UnitName unit) {
        return file.path().endsWith("/" + unit) || file.path().contains("/" + unit + ".d/");
    }

    public Optional<UnitLink> link(String path) {
        return links.stream().filter(link -> link.path().equals(path)).findFirst();
    }

    /** What of this set belongs to the other: its files and units, with the links of these. */
    public UnitSet limitedTo(UnitSet other) {
        List<UnitName> common = units.stream().filter(other::has).toList();
        Set<String> names = common.stream().map(UnitName::value).collect(Collectors.toSet());
        return new UnitSet(
                files.stream()
                        .filter(file -> other.file(file.path()).isPresent())
                        .toList(),
                links.stream()
                        .filter(link -> names.contains(link.name())
                                || names.contains(
                                        link.target().substring(link.target().lastIndexOf('/') + 1)))
                        .toList(),
                common,
                optional.stream().filter(other::has).toList());
    }

    public boolean has(UnitName unit) {
        return units.contains(unit);
    }

    /** Whether an administrator masked it, so that its file is never written and it never starts. */
    public boolean masked(UnitName unit) {
        return link(UnitPaths.unit(unit.value())).filter(UnitLink::mask).isPresent();
    }

    /** The unit with the drop-ins of this set, as systemd would load it. */
    public EffectiveUnit effective(UnitName unit) {
        List<UnitText> texts = new ArrayList<>();
        file(UnitPaths.unit(unit.value())).ifPresent(file -> texts.add(UnitText.parse(file.content())));
        files.stream()
                .filter(file -> UnitPaths.isDropIn(file.path())
                        && UnitPaths.unitOfDropIn(file.path()).equals(unit.value()))
                .forEach(file -> texts.add(UnitText.parse(file.content())));
        return EffectiveUnit.of(texts);
    }

    /** Units that are enabled when they are new: those with an {@code [Install]} section that names something. */
    public List<UnitName> enabled() {
        return units.stream().filter(unit -> effective(unit).installable()).toList();
    }

    /** Units that an activation starts: as {@link #enabled}, without templates. Others are started by a timer, a socket or a dependency. */
    public List<UnitName> started() {
        return enabled().stream().filter(unit -> !unit.value().contains("@.")).toList();
    }

    /** Units that start others: they are stopped first and started last. */
    public List<UnitName> triggers() {
        return units.stream()
                .filter(unit -> List.of("socket", "path", "timer").contains(unit.type()))
                .toList();
    }
}
