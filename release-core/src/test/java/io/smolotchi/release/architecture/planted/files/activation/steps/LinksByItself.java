package io.smolotchi.release.architecture.planted.files.activation.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class LinksByItself {
    void flip(Path current, Path release) throws IOException {
        Files.createSymbolicLink(current, release);
    }
}
