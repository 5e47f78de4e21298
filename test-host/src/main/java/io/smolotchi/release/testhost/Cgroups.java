package io.smolotchi.release.testhost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cgroups of one host, one in every hierarchy that systemd uses. Two hosts in the same cgroup would share
 * system.slice and kill each other's units.
 */
final class Cgroups {
    private static final String JOIN =
            "while [ \"$1\" != -- ]; do echo $$ >\"$1/cgroup.procs\" || exit 125; shift; done; shift; exec \"$@\"";

    private final List<Path> directories;

    Cgroups(ResourceName name) {
        this.directories = hierarchies().stream()
                .map(root -> root.resolve(name.toString()))
                .toList();
    }

    /** One root where cgroup version 2 is alone, the named and the unified one where both versions are mounted. */
    static List<Path> hierarchies() {
        Path top = Path.of("/sys/fs/cgroup");
        if (Files.exists(top.resolve("cgroup.procs"))) {
            return List.of(top);
        }
        return Stream.of("systemd", "unified")
                .map(top::resolve)
                .filter(Files::isDirectory)
                .toList();
    }

    void create() {
        try {
            for (Path directory : directories) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the cgroups of a test host", e);
        }
    }

    /** The command, started as a member of these cgroups; the process id is the command's own. */
    List<String> around(List<String> command) {
        return join(directories, command);
    }

    /** The command, started beside the host's init, so that it ends up where a process of the host belongs. */
    List<String> besideInit(List<String> command) {
        return join(
                directories.stream()
                        .map(directory -> directory.resolve("payload/init.scope"))
                        .filter(Files::isDirectory)
                        .toList(),
                command);
    }

    private static List<String> join(List<Path> directories, List<String> command) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", JOIN, "join-cgroups"));
        directories.forEach(directory -> words.add(directory.toString()));
        words.add("--");
        words.addAll(command);
        return words;
    }

    List<Path> present() {
        return directories.stream().filter(Files::isDirectory).toList();
    }

    List<ProcessHandle> processes() {
        return tree().stream()
                .flatMap(directory -> members(directory).stream())
                .distinct()
                .map(ProcessHandle::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Deepest first, the only order that the kernel accepts. What is busy stays. */
    void remove() {
        tree().stream().sorted(Comparator.reverseOrder()).forEach(directory -> {
            try {
                Files.deleteIfExists(directory);
            } catch (IOException stillBusy) {
                // The caller looks at present().
            }
        });
    }

    /** Cgroups come and go while they are listed: a failing walk is taken as far as it went. */
    private List<Path> tree() {
        List<Path> found = new ArrayList<>();
        present().forEach(directory -> addTree(directory, found));
        return found;
    }

    private static void addTree(Path directory, List<Path> found) {
        found.add(directory);
        try (Stream<Path> children = Files.list(directory)) {
            children.filter(Files::isDirectory).forEach(child -> addTree(child, found));
        } catch (IOException | UncheckedIOException gone) {
            // Removed by the kernel or by systemd meanwhile.
        }
    }

    private static List<Long> members(Path directory) {
        try {
            return Files.readAllLines(directory.resolve("cgroup.procs")).stream()
                    .map(Long::valueOf)
                    .filter(pid -> pid > 0)
                    .toList();
        } catch (IOException gone) {
            return List.of();
        }
    }
}
