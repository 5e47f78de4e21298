package io.smolotchi.release.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How long the machine is up: the same for all its processes, and no clock that is set changes it. */
final class Uptime {

    private static final Path FILE = Path.of("/proc/uptime");

    private Uptime() {}

    /** Empty when the kernel does not say. */
    static Optional<Double> seconds() {
        try {
            String text = Files.readString(FILE);
            return Optional.of(Double.valueOf(text.substring(0, text.indexOf(' '))));
        } catch (IOException | NumberFormatException | StringIndexOutOfBoundsException unknown) {
            return Optional.empty();
        }
    }
}
