package io.smolotchi.release.testhost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Directories of a host that lie on a disk whose power can be cut, and not in the host's overlay: the cut does not reach
 * through an overlay.
 *
 * @param directories absolute, as the host sees them; made when they don't exist
 * @param filled with what the host has in them; otherwise they are empty
 */
record HostDisk(LoopDisk disk, List<String> directories, boolean filled) {
    HostDisk {
        directories = List.copyOf(directories);
        for (String directory : directories) {
            if (!directory.matches("(/[A-Za-z0-9._-]+)+")) {
                throw new IllegalArgumentException("not an absolute directory: " + directory);
            }
        }
    }

    List<Bind> binds() {
        return directories.stream()
                .map(directory -> new Bind(on(directory), directory, false))
                .toList();
    }

    /** Makes the directories, on the disk for good when this returns. */
    void prepare(Path root) {
        for (String directory : directories) {
            Path from = root.resolve(directory.substring(1));
            Path to = on(directory);
            try {
                Files.createDirectories(to.getParent());
                if (filled && Files.isDirectory(from)) {
                    Command.run("cp", "--archive", "--no-target-directory", from.toString(), to.toString())
                            .orThrow();
                } else {
                    Files.createDirectory(to);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot fill " + disk, e);
            }
        }
        Command.run("sync", "--file-system", disk.mountPoint().toString()).orThrow();
    }

    private Path on(String directory) {
        return disk.mountPoint().resolve(directory.substring(1));
    }
}
