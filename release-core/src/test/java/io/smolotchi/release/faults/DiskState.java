package io.smolotchi.release.faults;

import io.smolotchi.release.state.AppDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is on disk, as far as it must be all old or all new. Space in reserve is neither: it is made after an operation, on each file system where there is
 * room.
 *
 * @param current text of the link
 * @param units path, mode and content of every unit file, drop-in, link, tmpfiles and sysusers file; also temporary files that lie about; what the application's database
 *     says
 * @param names everything beside and below {@code releases/} down to the versions, and in the journal
 */
record DiskState(Optional<String> current, Map<String, String> units, TreeSet<String> names) {

    static DiskState of(Path root) throws IOException {
        Path base = root.resolve("opt/smolotchi");
        Path link = base.resolve("current");
        Optional<String> current = Files.isSymbolicLink(link)
                ? Optional.of(Files.readSymbolicLink(link).toString())
                : Optional.empty();
        Map<String, String> units = new TreeMap<>();
        for (String directory : new String[] {"etc/systemd", "etc/tmpfiles.d", "etc/sysusers.d"}) {
            files(root, root.resolve(directory), units);
        }
        database(root, units);
        TreeSet<String> names = new TreeSet<>();
        names(base, 1, names);
        names(base.resolve("releases"), 1, names);
        names(base.resolve("releases/.meta"), 2, names);
        names(root.resolve("var/lib/smolotchi-release/open"), 2, names);
        unfinished(root.resolve("var/lib/smolotchi-release/state"), names);
        return new DiskState(current, units, names);
    }

    /** As it reads, log and all: to look at it changes its bytes, so a copy is looked at. */
    private static void database(Path root, Map<String, String> into) throws IOException {
        Path file = root.resolve("var/lib/smolotchi/events.db");
        if (!Files.exists(file)) {
            return;
        }
        Path copies = Files.createTempDirectory("database");
        try {
            for (String end : new String[] {"", "-wal", "-journal"}) {
                Path part = file.resolveSibling("events.db" + end);
                if (Files.exists(part)) {
                    Files.copy(part, copies.resolve("events.db" + end));
                }
            }
            AppDatabase copy = new AppDatabase(copies.resolve("events.db"));
            into.put(root.relativize(file).toString(), copy.one("PRAGMA integrity_check") + " " + copy.content());
        } finally {
            for (String end : new String[] {"", "-wal", "-shm", "-journal"}) {
                Files.deleteIfExists(copies.resolve("events.db" + end));
            }
            Files.delete(copies);
        }
    }

    /** Whole copies may stay. */
    private static void unfinished(Path copies, TreeSet<String> into) throws IOException {
        if (Files.isDirectory(copies)) {
            try (Stream<Path> entries = Files.list(copies)) {
                entries.map(entry -> entry.getFileName().toString())
                        .filter(name -> name.startsWith("."))
                        .forEach(into::add);
            }
        }
    }

    private static void files(Path root, Path directory, Map<String, String> into) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.filter(path -> !reserve(path)).toList()) {
                String name = root.relativize(path).toString();
                if (Files.isSymbolicLink(path)) {
                    into.put(name, "-> " + Files.readSymbolicLink(path));
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    into.put(
                            name,
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) + "\n"
                                    + Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    private static void names(Path directory, int depth, TreeSet<String> into) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory, depth)) {
            walk.filter(path -> !path.equals(directory) && !reserve(path))
                    .forEach(path ->
                            into.add(Point.general(directory.getFileName() + "/" + directory.relativize(path))));
        }
    }

    private static boolean reserve(Path path) {
        return path.getFileName().toString().startsWith(".smolotchi-release.reserve");
    }

    /** Whether link, units and database are the same. */
    boolean sameButForNames(DiskState other) {
        return current.equals(other.current) && units.equals(other.units);
    }

    /** The same but for links that enable units. */
    DiskState withoutEnabling() {
        Map<String, String> others = new TreeMap<>(units);
        others.keySet().removeIf(path -> path.contains(".wants/"));
        return new DiskState(current, others, names);
    }

    /** What differs, in a few words. */
    String against(DiskState other) {
        StringBuilder text = new StringBuilder();
        if (!current.equals(other.current)) {
            text.append("current ")
                    .append(current)
                    .append(" instead of ")
                    .append(other.current)
                    .append("; ");
        }
        differ(text, units, other.units);
        TreeSet<String> more = new TreeSet<>(names);
        more.removeAll(other.names);
        TreeSet<String> fewer = new TreeSet<>(other.names);
        fewer.removeAll(names);
        return text
                + (more.isEmpty() ? "" : "left over: " + more + "; ")
                + (fewer.isEmpty() ? "" : "missing: " + fewer);
    }

    private static void differ(StringBuilder text, Map<String, String> here, Map<String, String> there) {
        TreeSet<String> all = new TreeSet<>(here.keySet());
        all.addAll(there.keySet());
        for (String path : all) {
            if (!java.util.Objects.equals(here.get(path), there.get(path))) {
                text.append(path)
                        .append(
                                here.get(path) == null
                                        ? " missing"
                                        : there.get(path) == null ? " left over" : " differs")
                        .append("; ");
            }
        }
    }
}
