package io.smolotchi.release.testhost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Hands out directories for hosts and disks and remembers which are in use, so that an aborted run of the tests is
 * cleaned up when its JVM ends, or, if that was killed, when the next one begins.
 */
final class Workspace {
    private static final Set<ResourceName> IN_USE = ConcurrentHashMap.newKeySet();

    private static boolean prepared;

    private Workspace() {}

    /**
     * System property {@code smolotchi.testhost.dir}, by default /var/tmp: an overlay can't have its upper layer on
     * another overlay, and /tmp may live in memory.
     */
    static Path base() {
        return Path.of(System.getProperty("smolotchi.testhost.dir", "/var/tmp"));
    }

    static Path open(ResourceName name) {
        prepare();
        IN_USE.add(name);
        try {
            return Files.createDirectory(Remains.directory(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory of " + name, e);
        }
    }

    /**
     * Removes everything of that name.
     *
     * @throws TestHostException naming what could not be removed
     */
    static void close(ResourceName name) {
        Remains remains = new Remains(name);
        remains.sweep();
        var leaked = remains.find();
        if (!leaked.isEmpty()) {
            throw new TestHostException(name + " leaves behind: " + String.join(", ", leaked));
        }
        IN_USE.remove(name);
    }

    private static synchronized void prepare() {
        if (!prepared) {
            prepared = true;
            Thread cleanUp = new Thread(() -> IN_USE.forEach(Workspace::sweepQuietly), "test-host-clean-up");
            Runtime.getRuntime().addShutdownHook(cleanUp);
            sweepLeftovers();
        }
    }

    private static void sweepLeftovers() {
        Stream.concat(Stream.of(base(), Path.of("/run/netns")), Cgroups.hierarchies().stream())
                .flatMap(Workspace::namesIn)
                .distinct()
                .filter(name -> !name.ownerLives())
                .forEach(Workspace::sweepQuietly);
    }

    /** One failure must not keep the others from being swept; it may also be the success of another run's sweep. */
    private static void sweepQuietly(ResourceName name) {
        try {
            new Remains(name).sweep();
        } catch (UncheckedIOException | TestHostException e) {
            System.getLogger(Workspace.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot sweep the leftover " + name, e);
        }
    }

    private static Stream<ResourceName> namesIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries
                    .map(Path::getFileName)
                    .filter(Objects::nonNull)
                    .flatMap(entry -> ResourceName.parse(entry.toString()).stream())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for leftovers in " + directory, e);
        }
    }
}
