package io.smolotchi.release.testhost;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A small disk of its own, in a sparse file, that loses what was not synced when its power is cut. {@link
 * TestHostBuilder#disk} puts directories of a host on it, and {@link TestHost#cutPower()} cuts the power of both.
 */
public final class LoopDisk implements AutoCloseable {
    /** File systems. {@link #BTRFS} has no switch: of a cut it keeps what had reached the disk, and is written to in vain until the power is back. */
    public enum FileSystem {
        EXT4("ext4", "-F"),
        XFS("xfs", "-f"),
        BTRFS("btrfs", "-f");

        private final String type;
        private final String force;

        FileSystem(String type, String force) {
            this.type = type;
            this.force = force;
        }

        private void make(Path image) {
            Command.run("mkfs." + type, "-q", force, image.toString()).orThrow();
        }
    }

    /** In bytes; mkfs.xfs makes nothing below 300 MB. */
    private static final long SIZE = 512L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ResourceName name;
    private final FileSystem fileSystem;
    private final Path device;
    private final Path mountPoint;
    private boolean closed;

    private LoopDisk(ResourceName name, FileSystem fileSystem, Path device, Path mountPoint) {
        this.name = name;
        this.fileSystem = fileSystem;
        this.device = device;
        this.mountPoint = mountPoint;
    }

    /** A new, empty, mounted disk of 512 MB. The caller closes it, after the hosts that it is bound into. */
    public static LoopDisk create(FileSystem fileSystem) {
        TestHostAvailability.require();
        ResourceName name = ResourceName.next(ResourceName.Kind.DISK);
        Path directory = Workspace.open(name);
        try {
            Path image = directory.resolve("image");
            try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
                file.setLength(SIZE);
            }
            fileSystem.make(image);
            Path device = Path.of(Command.run("losetup", "--find", "--show", image.toString())
                    .orThrow()
                    .stdout()
                    .strip());
            // A host that boots copies the mounts of this machine. Shared ones are unmounted there along with ours.
            Command.run("mount", "--bind", directory.toString(), directory.toString())
                    .orThrow();
            Command.run("mount", "--make-shared", directory.toString()).orThrow();
            LoopDisk disk = new LoopDisk(name, fileSystem, device, Files.createDirectory(directory.resolve("mounted")));
            disk.mount();
            return disk;
        } catch (IOException e) {
            Workspace.close(name);
            throw new UncheckedIOException("cannot make a loop disk", e);
        } catch (RuntimeException e) {
            Workspace.close(name);
            throw e;
        }
    }

    /** Where it is mounted on the machine of the tests; the same after a cut. */
    public Path mountPoint() {
        return mountPoint;
    }

    /** Cuts the disk off: from now on nothing reaches it, and whoever uses it gets I/O errors. */
    public void powerOff() {
        if (fileSystem == FileSystem.BTRFS) {
            copy("image", "image-at-the-cut");
        } else {
            FileSystemShutdown.stop(mountPoint);
        }
    }

    /**
     * Mounts the disk again as it was at the cut; the file system recovers from its log.
     *
     * @throws TestHostException when something still uses it, for instance a host that was not cut
     */
    public void powerOn() {
        if (!Remains.unmount(mountPoint)) {
            throw new TestHostException("cannot unmount " + mountPoint + ": something still uses it");
        }
        // Mounted elsewhere, in a host that still runs, the old state would live on and be mounted once more.
        Path state = Path.of("/sys/fs", fileSystem.type).resolve(device.getFileName());
        if (!Patience.until(PATIENCE, () -> !Files.exists(state))) {
            throw new TestHostException(
                    device + " is still mounted in a host: cut that host first; " + MountTable.whereMounted(device));
        }
        if (fileSystem == FileSystem.BTRFS) {
            copy("image-at-the-cut", "image");
        }
        mount();
    }

    private void copy(String from, String to) {
        Path directory = mountPoint.resolveSibling(".");
        Command.run(
                        "cp",
                        "--sparse=always",
                        directory.resolve(from).toString(),
                        directory.resolve(to).toString())
                .orThrow();
    }

    /** {@link #powerOff()} and {@link #powerOn()}, for a disk that no host uses at the moment. */
    public void cutPower() {
        powerOff();
        powerOn();
    }

    private void mount() {
        Command.run("mount", "-t", fileSystem.type, device.toString(), mountPoint.toString())
                .orThrow();
    }

    /**
     * Removes the disk and what is on it. Closing it again does nothing.
     *
     * @throws TestHostException naming what could not be removed
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Workspace.close(name);
        }
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
