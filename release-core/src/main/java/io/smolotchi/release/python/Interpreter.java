package io.smolotchi.release.python;

import java.nio.file.Path;

/**
 * A Python interpreter that is there.
 *
 * @param path as it was found, below the root
 * @param file the program itself, every link followed
 * @param origin which of the places it was found in
 * @param version as it says itself, such as {@code 3.11.2}; empty for one that the release brings, which is not run to ask
 */
public record Interpreter(Path path, Path file, Origin origin, String version) {

    /** In the order of preference. */
    public enum Origin {
        /** The release's {@code .venv/bin/python}. */
        RELEASE,
        /** The host's settings. */
        CONFIGURED,
        /** {@code /usr/bin/python3}. */
        SYSTEM
    }

    /** Whether running it runs nothing that the release brought. */
    public boolean ofTheHost() {
        return !version.isEmpty();
    }

    @Override
    public String toString() {
        return path + (version.isEmpty() ? "" : " (Python " + version + ")");
    }
}
