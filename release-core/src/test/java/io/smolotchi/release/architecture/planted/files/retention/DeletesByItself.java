package io.smolotchi.release.architecture.planted.files.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class DeletesByItself {
    void prune(Path tree) throws IOException {
        Files.deleteIfExists(tree);
    }
}
