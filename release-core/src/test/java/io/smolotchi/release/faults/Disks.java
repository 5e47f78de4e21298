package io.smolotchi.release.faults;

import io.smolotchi.release.testhost.LoopDisk;
import io.smolotchi.release.testhost.TestHostException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A machine whose disks lose what was not synced when their power is cut. With one disk, a sync of anything carries along what was written before it;
 * with {@code /opt} and {@code /etc} on disks of their own, as on many machines, each sync has to do its work alone.
 */
final class Disks implements AutoCloseable {

    private final LoopDisk.FileSystem fileSystem;
    private final LoopDisk main;
    private final Map<String, LoopDisk> mounted = new TreeMap<>();
    private int snapshots;

    private Disks(LoopDisk.FileSystem fileSystem) {
        this.fileSystem = fileSystem;
        this.main = LoopDisk.create(fileSystem);
    }

    static Disks one(LoopDisk.FileSystem fileSystem) throws IOException, InterruptedException {
        Disks disks = new Disks(fileSystem);
        disks.rareCommits(disks.main);
        return disks;
    }

    static Disks three(LoopDisk.FileSystem fileSystem) throws IOException, InterruptedException {
        Disks disks = one(fileSystem);
        for (String directory : List.of("etc", "opt")) {
            LoopDisk disk = LoopDisk.create(fileSystem);
            disks.mounted.put(directory, disk);
            disks.rareCommits(disk);
            disks.bind(directory);
        }
        return disks;
    }

    Path root() {
        return main.mountPoint();
    }

    /**
     * The machine as the scene has it, all of it synced, and with space in reserve on each disk, as after any operation: to make it is to sync, and
     * would take along what an operation forgot.
     */
    void fill(Scene scene) throws IOException, InterruptedException {
        Roots.run(
                "sh",
                "-c",
                "rm -rf \"$1\"/var \"$1\"/run \"$1\"/srv \"$1\"/opt/* \"$1\"/etc/* && cp -a \"$2\"/. \"$1\"",
                "fill",
                root().toString(),
                scene.template().toString());
        scene.askAgain(root());
        Roots.run(
                "sh",
                "-c",
                "for d in opt/smolotchi"
                        + " etc/systemd/system; do [ ! -d \"$1/$d\" ] || truncate -s 4M \"$1/$d/.smolotchi-release.reserve\";"
                        + " done && sync -f \"$1\" \"$1\"/opt \"$1\"/etc",
                "sync",
                root().toString());
    }

    /** What a power cut at this instant would leave: a copy of what has reached the disks. The machine must stand still. */
    Snapshot snapshot(Path directory) throws IOException, InterruptedException {
        Path copy = Files.createDirectories(directory.resolve("snapshot-" + ++snapshots));
        Roots.run(
                "cp",
                "--sparse=always",
                image(main).toString(),
                copy.resolve("root").toString());
        for (Map.Entry<String, LoopDisk> disk : mounted.entrySet()) {
            Roots.run(
                    "cp",
                    "--sparse=always",
                    image(disk.getValue()).toString(),
                    copy.resolve(disk.getKey()).toString());
        }
        return new Snapshot(copy);
    }

    /** Images of the disks at one instant. */
    final class Snapshot {
        private final Path images;

        private Snapshot(Path images) {
            this.images = images;
        }

        /** The machine as its file systems come up, copied to where nothing is mounted; the images are gone then. */
        Path comeUp(Path directory) throws IOException, InterruptedException {
            Path at = Files.createDirectories(root().resolveSibling("coming-up"));
            List<Path> up = new ArrayList<>();
            try {
                mount(images.resolve("root"), at);
                up.add(at);
                for (String below : mounted.keySet()) {
                    mount(images.resolve(below), at.resolve(below));
                    up.add(at.resolve(below));
                }
                return Roots.copy(at, directory);
            } finally {
                for (Path one : up.reversed()) {
                    Roots.run("umount", one.toString());
                }
                Roots.delete(images);
            }
        }
    }

    /** Another file on each of them is written and synced, by itself. */
    void syncOthers() throws IOException {
        List<LoopDisk> disks = new ArrayList<>(mounted.values());
        disks.add(main);
        for (LoopDisk disk : disks) {
            try (FileChannel other = FileChannel.open(
                    disk.mountPoint().resolve("bystander"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                other.force(true);
            }
        }
    }

    /** Cuts the power of all of them, and gives it back. */
    void cut() throws IOException, InterruptedException {
        main.powerOff();
        mounted.values().forEach(LoopDisk::powerOff);
        for (String directory : mounted.keySet()) {
            Roots.run("umount", root().resolve(directory).toString());
        }
        main.powerOn();
        rareCommits(main);
        for (Map.Entry<String, LoopDisk> disk : mounted.entrySet()) {
            disk.getValue().powerOn();
            rareCommits(disk.getValue());
            bind(disk.getKey());
        }
    }

    private void bind(String directory) throws IOException, InterruptedException {
        Path place = Files.createDirectories(root().resolve(directory));
        LoopDisk disk = java.util.Objects.requireNonNull(mounted.get(directory));
        Roots.run("mount", "--bind", disk.mountPoint().toString(), place.toString());
    }

    /**
     * So that nothing reaches the disk by the clock: what is not synced by then is what may be missing. Nor because ext4, unless told otherwise, guesses that
     * a file which is renamed over another one should.
     */
    private void rareCommits(LoopDisk disk) throws IOException, InterruptedException {
        String options = switch (fileSystem) {
            case EXT4 -> "remount,commit=600,noauto_da_alloc";
            case BTRFS -> "remount,commit=600";
            case XFS -> "";
        };
        if (!options.isEmpty()) {
            Roots.run("mount", "-o", options, disk.mountPoint().toString());
        }
    }

    private void mount(Path image, Path at) throws IOException, InterruptedException {
        // The disk that it is a copy of is mounted too.
        String options = fileSystem == LoopDisk.FileSystem.XFS ? "loop,nouuid" : "loop";
        String type = fileSystem == LoopDisk.FileSystem.XFS ? "xfs" : "ext4";
        Roots.run("mount", "-t", type, "-o", options, image.toString(), at.toString());
    }

    private static Path image(LoopDisk disk) {
        return disk.mountPoint().resolveSibling("image");
    }

    @Override
    public void close() throws IOException {
        try {
            for (String directory : mounted.keySet()) {
                Roots.run("umount", root().resolve(directory).toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        mounted.values().forEach(Disks::release);
        release(main);
    }

    /** A test host that booted meanwhile may have the mount in its own view of the machine, and lets go of it when it ends. */
    private static void release(LoopDisk disk) {
        try {
            disk.close();
        } catch (TestHostException e) {
            System.err.println("left for the end of the tests: " + e.getMessage());
        }
    }
}
