package io.smolotchi.release.testhost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The root file system of a host: an overlay, mostly of the machine's own, stripped of everything that is enabled there. All
 * changes go through the mounted overlay, so that it makes its own whiteouts. Nothing is masked by links to /dev/null: a
 * chmod that follows such a link from outside would break the machine.
 */
final class HostRoot {
    /** Where in the directory of a host its root is mounted. */
    static final String MOUNT = "root";

    private static final String UNITS = "usr/lib/systemd/system/";

    /** Emptied: what an administrator or a package enabled, and the generators that bring in fstab, init.d, gettys. */
    private static final List<String> EMPTIED = List.of(
            "etc/systemd/system",
            "etc/systemd/system-generators",
            "usr/local/lib/systemd/system",
            "usr/lib/systemd/system-generators",
            UNITS + "timers.target.wants",
            "var/log/journal");

    /** What multi-user.target may bring in; the rest of its wants is none of a test's business. */
    private static final Set<String> WANTED =
            Set.of("dbus.service", "systemd-logind.service", "systemd-user-sessions.service");

    /** What an installation on the machine of the tests would leave, as globs in a directory. */
    private static final List<String> FOREIGN_DIRECTORIES =
            List.of("opt", "var/lib", "etc", "etc/tmpfiles.d", "etc/sysusers.d");

    private final Path merged;

    private HostRoot(Path merged) {
        this.merged = merged;
    }

    static HostRoot mount(ResourceName name, Path directory, Path below) {
        try {
            Path upper = Files.createDirectory(directory.resolve("upper"));
            Path work = Files.createDirectory(directory.resolve("work"));
            Path merged = Files.createDirectory(directory.resolve(MOUNT));
            // The host's own root directory has this mode, whatever the umask here: not only root has to enter it.
            Files.setPosixFilePermissions(upper, PosixFilePermissions.fromString("rwxr-xr-x"));
            String layers = "lowerdir=" + below + ",upperdir=" + upper + ",workdir=" + work;
            Command.run("mount", "-t", "overlay", "-o", layers, name.toString(), merged.toString())
                    .orThrow();
            return new HostRoot(merged);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot mount the root of " + name, e);
        }
    }

    Path path() {
        return merged;
    }

    void prepare(ResourceName name, List<Consumer<Path>> changes) {
        if (!MountTable.read().isMountPoint(merged)) {
            throw new TestHostException(merged + " is not mounted");
        }
        try {
            strip();
            identify(name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the root of " + name, e);
        }
        changes.forEach(change -> change.accept(merged));
    }

    private void strip() throws IOException {
        for (String directory : EMPTIED) {
            FileTree.delete(merged.resolve(directory));
            Files.createDirectories(merged.resolve(directory));
        }
        keepOnly(merged.resolve(UNITS + "multi-user.target.wants"), WANTED);
        for (String directory : FOREIGN_DIRECTORIES) {
            deleteMatching(merged.resolve(directory), "smolotchi*");
        }
    }

    private static void keepOnly(Path directory, Set<String> names) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!names.contains(entry.getFileName().toString())) {
                    FileTree.delete(entry);
                }
            }
        }
    }

    private static void deleteMatching(Path directory, String glob) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            for (Path entry : entries) {
                FileTree.delete(entry);
            }
        }
    }

    private void identify(ResourceName name) throws IOException {
        write("etc/fstab", "");
        write("etc/hostname", name + "\n");
        // Without an id, systemd takes this for a first boot and enables everything that has a preset.
        write("etc/machine-id", UUID.randomUUID().toString().replace("-", "") + "\n");
        // Younger than /usr, or the units that rebuild caches after an update would run.
        write("etc/.updated", "");
        write("var/.updated", "");
        Files.createSymbolicLink(
                merged.resolve("etc/systemd/system/default.target"), Path.of("/" + UNITS + "multi-user.target"));
        write("etc/systemd/journald.conf.d/test-host.conf", "[Journal]\nStorage=persistent\nRateLimitIntervalSec=0\n");
    }

    private void write(String path, String content) throws IOException {
        Path file = merged.resolve(path);
        Files.createDirectories(file.getParent());
        FileTree.delete(file);
        Files.writeString(file, content);
    }
}
