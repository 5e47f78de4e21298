package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of a machine becomes a disk on which no new name has room, and nothing is in reserve. */
final class FullDisk implements AutoCloseable {

    private final Path directory;

    private FullDisk(Path directory) {
        this.directory = directory;
    }

    static FullDisk at(Path directory) throws IOException, InterruptedException {
        Roots.run("sh", "-c", """
                mv "$1" "$1.plain" && mkdir "$1" && mount -t tmpfs -o size=64m,nr_inodes=2000 full "$1" \\
                  && cp -a "$1.plain/." "$1" && rm -r "$1.plain" && find "$1" -name '.smolotchi-release.reserve*' -delete
                """, "fill", directory.toString());
        FullDisk disk = new FullDisk(directory);
        Path filler = Files.createDirectory(directory.resolve("filler"));
        try {
            for (int i = 0; i < 2000; i++) {
                Files.createFile(filler.resolve(Integer.toString(i)));
            }
        } catch (IOException full) {
            return disk;
        }
        disk.close();
        throw new IllegalStateException(directory + " does not become full");
    }

    @Override
    public void close() throws IOException {
        try {
            // Whoever typed the next command lives on, and has a lock open there.
            Roots.run("umount", "--lazy", directory.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
