package io.smolotchi.release.descriptor;

import java.nio.file.Path;

/**
 * The machine's root directory, {@code --root DIR}: {@code /} for the running machine, another directory for an image that is prepared.
 *
 * @param dir absolute and normalised
 */
public record HostRoot(Path dir) {

    public HostRoot {
        dir = dir.toAbsolutePath().normalize();
    }

    /** The file that {@code absolute} names once the machine runs from this root. */
    public Path resolve(String absolute) {
        if (!absolute.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + absolute);
        }
        return dir.resolve(absolute.substring(1)).normalize();
    }

    /** Whether this is the machine that runs now, so that services can be started. */
    public boolean running() {
        return dir.getNameCount() == 0;
    }
}
