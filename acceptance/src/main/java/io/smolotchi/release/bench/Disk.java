package io.smolotchi.release.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file system that is measured. */
final class Disk {

    private Disk() {}

    /** Bytes that the file system gave for everything below the directory; a file with several names counts once. */
    static long allocated(Path directory) {
        return Long.parseLong(
                Shell.run(directory, "du -s --block-size=1 . | cut -f 1").strip());
    }

    static String type(Path directory) {
        try {
            return Files.getFileStore(directory).type();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the file system of " + directory, e);
        }
    }
}
