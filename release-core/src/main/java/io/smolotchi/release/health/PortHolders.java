package io.smolotchi.release.health;

import io.smolotchi.release.systemd.UnitState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who listens on a port of this machine. A process of the application's user outside of its units (one that was started by hand, say) may hold the
 * port and answer well while the release that was just started never gets it. A process of another user may be a proxy, and systemd itself listens for
 * a socket unit: those are left alone, as is whatever can't be seen.
 */
final class PortHolders {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENS = "0A";

    private final String user;

    /** @param user that the application runs as */
    PortHolders(String user) {
        this.user = user;
    }

    /** A process of the application's user that holds the port and belongs to none of the units, while none that does holds it too. */
    Optional<String> stranger(int port, Collection<UnitState> units) {
        Set<String> sockets = new HashSet<>();
        sockets.addAll(listening(PROC.resolve("net/tcp"), port));
        sockets.addAll(listening(PROC.resolve("net/tcp6"), port));
        if (sockets.isEmpty()
                || units.stream().anyMatch(unit -> unit.mainPid() != 0 && holds(unit.mainPid(), sockets))) {
            return Optional.empty();
        }
        List<Integer> holders = processes().filter(pid -> holds(pid, sockets)).toList();
        if (holders.stream().anyMatch(pid -> belongs(pid, units))) {
            return Optional.empty();
        }
        return holders.stream().filter(this::isOfUser).findFirst().map(PortHolders::words);
    }

    /** Inodes of the sockets that listen there, by the table that proc(5) describes. */
    private static Set<String> listening(Path table, int port) {
        String end = ":%04X".formatted(port);
        Set<String> inodes = new HashSet<>();
        try (Stream<String> lines = Files.lines(table)) {
            lines.skip(1).map(line -> line.strip().split("\\s+")).forEach(fields -> {
                if (fields.length > 9 && fields[1].endsWith(end) && fields[3].equals(LISTENS)) {
                    inodes.add("socket:[" + fields[9] + "]");
                }
            });
        } catch (IOException | UncheckedIOException _) {
            return Set.of();
        }
        return inodes;
    }

    private static Stream<Integer> processes() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .map(Integer::valueOf)
                    .toList()
                    .stream();
        } catch (IOException | UncheckedIOException _) {
            return Stream.of();
        }
    }

    private static boolean holds(int pid, Set<String> sockets) {
        try (Stream<Path> descriptors =
                Files.list(PROC.resolve(Integer.toString(pid)).resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static boolean belongs(int pid, Collection<UnitState> units) {
        List<String> groups = groups(pid);
        return units.stream()
                .map(UnitState::controlGroup)
                .filter(group -> !group.isEmpty())
                .anyMatch(group -> groups.stream().anyMatch(of -> of.endsWith(group) || of.contains(group + "/")));
    }

    private static List<String> groups(int pid) {
        try {
            return Files.readAllLines(PROC.resolve(Integer.toString(pid)).resolve("cgroup"));
        } catch (IOException _) {
            return List.of();
        }
    }

    private boolean isOfUser(int pid) {
        try {
            return pid != 1
                    && Files.getOwner(PROC.resolve(Integer.toString(pid)))
                            .getName()
                            .equals(user);
        } catch (IOException _) {
            return false;
        }
    }

    private static String words(int pid) {
        String name;
        try {
            name = Files.readString(PROC.resolve(Integer.toString(pid)).resolve("comm"))
                    .strip();
        } catch (IOException _) {
            name = "ended since";
        }
        return "process " + pid + " (" + name.replaceAll("\\p{Cntrl}+", " ")
                + "), which belongs to none of the units that were started";
    }
}
