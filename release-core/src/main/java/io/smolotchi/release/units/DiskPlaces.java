package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the places of units on disk, without following a link. */
final class DiskPlaces {

    private static final List<String> ENABLING = List.of(".wants", ".requires", ".upholds");

    private final HostRoot root;

    DiskPlaces(HostRoot root) {
        this.root = root;
    }

    /**
     * Where the path lies, for this process.
     *
     * @throws Refused when a link on the way leads out of the root, as an image with an absolute link does
     */
    Path resolve(String path) {
        Path place = root.resolve(path);
        try {
            Path existing = place.getParent();
            while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                existing = existing.getParent();
            }
            if (existing != null && !existing.toRealPath().startsWith(root.dir().toRealPath())) {
                throw new Refused(
                        Code.UNIT_INVALID,
                        "cannot write " + place + ": a link on the way leads out of " + root.dir(),
                        "make it a directory");
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + place, e);
        }
    }

    Place at(String path) {
        Path place = resolve(path);
        try {
            if (Files.isSymbolicLink(place)) {
                return new Place.Link(
                        new UnitLink(path, Files.readSymbolicLink(place).toString()));
            }
            if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
                return new Place.Nothing();
            }
            Map<String, Object> attributes =
                    Files.readAttributes(place, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
            UnitFile.Owner owner = new UnitFile.Owner(number(attributes, "uid"), number(attributes, "gid"));
            return new Place.Text(UnitFile.found(
                    path, number(attributes, "mode") & 07777, Optional.of(owner), Files.readAllBytes(place)));
        } catch (NoSuchFileException e) {
            return new Place.Nothing();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place, e);
        }
    }

    /** Links that enable one of the units, or are another name of it. */
    List<UnitLink> links(Collection<String> units) {
        Path directory = resolve(UnitPaths.UNITS);
        List<UnitLink> found = new ArrayList<>();
        for (Path entry : entries(directory)) {
            String name = name(entry);
            if (ENABLING.stream().anyMatch(name::endsWith) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                entries(entry).stream()
                        .filter(link -> units.contains(template(name(link))))
                        .forEach(link -> link(UnitPaths.UNITS + "/" + name + "/" + name(link))
                                .ifPresent(found::add));
            } else if (Files.isSymbolicLink(entry) && !units.contains(name)) {
                link(UnitPaths.UNITS + "/" + name)
                        .filter(link -> units.contains(
                                link.target().substring(link.target().lastIndexOf('/') + 1)))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<UnitLink> link(String path) {
        return at(path) instanceof Place.Link link ? Optional.of(link.link()) : Optional.empty();
    }

    private static List<Path> entries(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** {@code x@1.service} -> {@code x@.service}. */
    private static String template(String name) {
        return name.replaceFirst("@[^.]*\\.", "@.");
    }

    private static String name(Path entry) {
        return entry.getFileName().toString();
    }

    private static int number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Integer number ? number : 0;
    }

    static Set<PosixFilePermission> permissions(int mode) {
        String letters = "rwxrwxrwx";
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < letters.length(); bit++) {
            text.append((mode & (0400 >> bit)) != 0 ? letters.charAt(bit) : '-');
        }
        return PosixFilePermissions.fromString(text.toString());
    }

    static Set<String> names(UnitSet... sets) {
        return Stream.of(sets)
                .flatMap(set -> set.units().stream())
                .map(unit -> unit.value())
                .collect(Collectors.toSet());
    }
}
