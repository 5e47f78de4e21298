package io.smolotchi.release.testhost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What exists on the machine of the tests because of one host or disk, and its removal. */
final class Remains {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration UNMOUNT_PATIENCE = Duration.ofSeconds(5);
    private static final Path NETWORKS = Path.of("/run/netns");
    private static final Path LOCKS = Path.of("/run/systemd/nspawn/locks");
    private static final Path PROPAGATION = Path.of("/run/systemd/nspawn/propagate");

    private final ResourceName name;
    private final Cgroups cgroups;

    Remains(ResourceName name) {
        this.name = name;
        this.cgroups = new Cgroups(name);
    }

    /** The directory on disk that holds everything of the host or disk. */
    static Path directory(ResourceName name) {
        return Workspace.base().resolve(name.toString());
    }

    /** One line for each thing that is there; empty when nothing is. */
    List<String> find() {
        List<String> found = new ArrayList<>();
        cgroups.processes().forEach(process -> found.add("process " + process.pid()));
        cgroups.present().forEach(cgroup -> found.add("cgroup " + cgroup));
        MountTable.read().pointsOf(name).forEach(point -> found.add("mount " + point));
        loopDevices().forEach(device -> found.add("loop device " + device));
        Stream.of(network(), propagation(), directory(name))
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .forEach(path -> found.add("path " + path));
        return found;
    }

    /** Removes all of it, by force where needed. What resists is found by {@link #find()}. */
    void sweep() {
        killAll();
        if (Files.exists(network())) {
            Command.run("ip", "netns", "delete", name.toString());
        }
        removeLock();
        MountTable.read().pointsOf(name).forEach(Remains::unmount);
        loopDevices().forEach(device -> Command.run("losetup", "--detach", device.toString()));
        Patience.until(PATIENCE, () -> loopDevices().isEmpty());
        Patience.until(PATIENCE, () -> {
            cgroups.remove();
            return cgroups.present().isEmpty();
        });
        try {
            Files.deleteIfExists(propagation());
            // A mount that resisted would be emptied along with the directory.
            if (!MountTable.read().anythingBelow(directory(name))) {
                FileTree.delete(directory(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove what is left of " + name, e);
        }
    }

    /** nspawn locks a root by its device and inode, and leaves the file behind when it is killed. */
    private void removeLock() {
        Path root = directory(name).resolve(HostRoot.MOUNT);
        try {
            if (Files.isDirectory(root)) {
                Map<String, Object> id = Files.readAttributes(root, "unix:dev,ino");
                Files.deleteIfExists(LOCKS.resolve("inode-" + id.get("dev") + ":" + id.get("ino")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the lock of " + root, e);
        }
    }

    /** SIGKILL to every process of the host, until there is none: a dying process may have forked meanwhile. */
    void killAll() {
        Patience.until(PATIENCE, () -> {
            List<ProcessHandle> processes = cgroups.processes();
            processes.forEach(ProcessHandle::destroyForcibly);
            return processes.isEmpty();
        });
    }

    static boolean unmount(Path point) {
        return Patience.until(
                UNMOUNT_PATIENCE,
                () -> Command.run("umount", point.toString()).ok()
                        || !MountTable.read().isMountPoint(point));
    }

    private List<Path> loopDevices() {
        try (Stream<Path> devices = Files.list(Path.of("/sys/block"))) {
            return devices.filter(device -> backs(device.resolve("loop/backing_file")))
                    .map(device -> Path.of("/dev").resolve(device.getFileName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the loop devices", e);
        }
    }

    private boolean backs(Path backingFile) {
        try {
            return Files.exists(backingFile) && name.occursIn(Files.readString(backingFile));
        } catch (IOException detachedMeanwhile) {
            return false;
        }
    }

    private Path network() {
        return NETWORKS.resolve(name.toString());
    }

    private Path propagation() {
        return PROPAGATION.resolve(name.toString());
    }
}
