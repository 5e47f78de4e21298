package io.smolotchi.release.boot;

import io.smolotchi.release.descriptor.HostRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The mark that keeps the application down. The early unit makes it before anything that could hang or fail, and takes it away when the release on disk is
 * right; so whatever becomes of that unit, the application does not start on half a release. It lives in memory: the next boot tries again.
 */
public final class Hold {

    static final String DIRECTORY = "/run/smolotchi-release";
    static final String FILE = DIRECTORY + "/held";

    private final Path file;

    public Hold(HostRoot root) {
        this.file = root.resolve(FILE);
    }

    public boolean isSet() {
        return Files.exists(file);
    }

    /** Does nothing when there is none. */
    public void lift() {
        if (!isSet()) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
