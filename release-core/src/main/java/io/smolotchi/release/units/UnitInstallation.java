package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the files on disk from one set to another and back. Every step looks at the disk first, so that a process that takes over after a crash can
 * call it again with the same two sets and the same id. A path that is a link to /dev/null is an administrator's mask: it is never written.
 *
 * <p>Methods throw {@link java.io.UncheckedIOException} when the disk says no.
 */
public final class UnitInstallation {

    private enum Direction {
        FORWARD("new"),
        BACK("old");

        private final String suffix;

        Direction(String suffix) {
            this.suffix = suffix;
        }
    }

    private final DiskPlaces disk;
    private final UnitSet before;
    private final UnitSet after;
    private final String id;
    private final List<String> paths;

    /**
     * @param before what was on disk when the activation began
     * @param after what shall be there
     * @param id of the activation; part of the names of temporary files
     */
    public UnitInstallation(HostRoot root, UnitSet before, UnitSet after, String id) {
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("not an id: " + id);
        }
        this.disk = new DiskPlaces(root);
        this.before = before;
        this.after = after;
        this.id = id;
        this.paths = changed(before, after);
    }

    /**
     * Writes and syncs the files of both directions beside their places, so that from here on there are only renames. What makes those durable does so with
     * the names of these files, which nobody needs earlier.
     */
    public void prepare() {
        Set<Path> parents = new TreeSet<>();
        for (String path : paths) {
            for (Direction direction : Direction.values()) {
                write(path, direction, parents);
            }
        }
        parents.forEach(DurableFiles::sync);
    }

    /** Makes the disk what {@code after} says. Enabling is systemd's; links of units that are removed are taken away. */
    public void apply() {
        go(Direction.FORWARD);
        UnitDiff diff = UnitDiff.between(before, after);
        replaceLinks(names(leaving(diff)), List.of());
        Set<String> anew = names(diff.reenabled().stream());
        replaceLinks(anew, stillMeant(anew));
    }

    /**
     * Makes the links durable by which units are enabled: systemd makes them, and does not sync them. Of all of the set, since enabling one may enable
     * another.
     */
    public void syncLinks() {
        // With the names of the directories that the links are in
        Stream.concat(
                        disk.links(names(after.units().stream())).stream()
                                .map(link -> parent(disk.resolve(link.path()))),
                        Stream.of(disk.resolve(UnitPaths.UNITS)))
                .distinct()
                .forEach(DurableFiles::sync);
    }

    /** Makes the disk what {@code before} says, with the links of units that were added, removed or enabled anew. */
    public void revert() {
        go(Direction.BACK);
        UnitDiff diff = UnitDiff.between(before, after);
        Set<String> units = names(Stream.concat(
                leaving(diff), Stream.of(diff.added(), diff.reenabled()).flatMap(Collection::stream)));
        replaceLinks(units, linksOf(units));
    }

    /**
     * Units that lose their links. A masked one keeps them while anything is installed, and is enabled as before once it is free and shipped again; when all
     * goes, nothing but its mask is left.
     */
    private Stream<UnitName> leaving(UnitDiff diff) {
        Stream<UnitName> masked = before.units().stream().filter(before::masked);
        return after.units().isEmpty() ? Stream.concat(diff.removed().stream(), masked) : diff.removed().stream();
    }

    /** Removes what {@link #prepare} left, and directories of ours that are empty. */
    public void discard() {
        Set<Path> touched = new TreeSet<>();
        for (String path : paths) {
            for (Direction direction : Direction.values()) {
                Path temporary = temporary(disk.resolve(path), direction);
                if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
                    DurableFiles.delete(temporary);
                    touched.add(parent(temporary));
                }
            }
        }
        // As systemctl disable does with the directories of links
        Stream.concat(
                        paths.stream().filter(UnitPaths::isDropIn),
                        before.links().stream().map(UnitLink::path).filter(path -> !UnitPaths.isUnit(path)))
                .map(disk::resolve)
                .map(UnitInstallation::parent)
                .distinct()
                .filter(EmptyDirectory::remove)
                .forEach(gone -> {
                    touched.remove(gone);
                    touched.add(parent(gone));
                });
        touched.forEach(DurableFiles::sync);
    }

    private void go(Direction direction) {
        Set<Path> touched = new TreeSet<>();
        for (String path : paths) {
            Place wanted = wanted(path, direction);
            Place now = disk.at(path);
            if (now.mask() || now.sameAs(wanted)) {
                continue;
            }
            Path place = disk.resolve(path);
            if (wanted instanceof Place.Nothing) {
                DurableFiles.delete(place);
            } else {
                write(path, direction, touched);
                DurableFiles.rename(temporary(place, direction), place);
            }
            touched.add(parent(place));
        }
        touched.forEach(DurableFiles::sync);
    }

    /**
     * Not when it is there already, and whole.
     *
     * @param parents gets the directories in which new directories were made
     */
    private void write(String path, Direction direction, Set<Path> parents) {
        Path place = disk.resolve(path);
        Path temporary = temporary(place, direction);
        Place wanted = wanted(path, direction);
        String beside = UnitPaths.parent(path) + "/" + temporary.getFileName();
        if (wanted instanceof Place.Nothing || moved(disk.at(beside), path).sameAs(wanted)) {
            return;
        }
        parents.addAll(DurableFiles.newDirectories(parent(place)));
        switch (wanted) {
            case Place.Text text -> DurableFiles.write(temporary, text.file());
            case Place.Link link -> DurableFiles.link(temporary, link.link().target());
            case Place.Nothing nothing -> throw new IllegalStateException("nothing can't be written");
        }
    }

    /** What is found at one path, as if it were at the other. */
    private static Place moved(Place found, String path) {
        return switch (found) {
            case Place.Text(UnitFile file) ->
                new Place.Text(new UnitFile(path, file.mode(), file.owner(), file.content(), file.bytewise()));
            case Place.Link(UnitLink link) -> new Place.Link(new UnitLink(path, link.target()));
            case Place.Nothing nothing -> nothing;
        };
    }

    private void replaceLinks(Set<String> units, List<UnitLink> wanted) {
        Set<Path> touched = new TreeSet<>();
        for (UnitLink link : disk.links(units)) {
            if (!wanted.contains(link)) {
                DurableFiles.delete(disk.resolve(link.path()));
                touched.add(parent(disk.resolve(link.path())));
            }
        }
        for (UnitLink link : wanted) {
            if (disk.at(link.path()) instanceof Place.Nothing) {
                Path place = disk.resolve(link.path());
                touched.addAll(DurableFiles.newDirectories(parent(place)));
                DurableFiles.link(place, link.target());
                touched.add(parent(place));
            }
        }
        touched.forEach(DurableFiles::sync);
    }

    /** Without links that the old {@code [Install]} section asked for and the new one does not; those that somebody made are left. */
    private List<UnitLink> stillMeant(Set<String> units) {
        return disk.links(units).stream()
                .filter(link -> !Enablement.asks(before, link) || Enablement.asks(after, link))
                .toList();
    }

    /** Those that enable the units or are other names of them, not the units themselves. */
    private List<UnitLink> linksOf(Set<String> units) {
        return before.links().stream()
                .filter(link -> !isUnitItself(link))
                .filter(link -> units.contains(link.name())
                        || units.contains(link.target().substring(link.target().lastIndexOf('/') + 1)))
                .toList();
    }

    private boolean isUnitItself(UnitLink link) {
        return UnitPaths.isUnit(link.path())
                && UnitName.isUnitName(link.name())
                && before.has(UnitName.of(link.name()));
    }

    private Place wanted(String path, Direction direction) {
        return Place.in(direction == Direction.FORWARD ? after : before, path);
    }

    private Path temporary(Path place, Direction direction) {
        return parent(place).resolve("." + place.getFileName() + ".smolotchi-release-" + id + "." + direction.suffix);
    }

    private static List<String> changed(UnitSet before, UnitSet after) {
        return UnitDiff.between(before, after).changes().stream()
                .map(change -> change.path())
                .toList();
    }

    private static Set<String> names(Stream<UnitName> units) {
        return units.map(unit -> unit.value()).collect(Collectors.toCollection(HashSet::new));
    }

    private static Path parent(Path path) {
        return Optional.ofNullable(path.getParent()).orElse(path);
    }
}
