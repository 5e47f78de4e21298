package io.smolotchi.release.architecture.planted.files.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class MayMove {
    void trash(Path tree, Path to) throws IOException {
        Files.move(tree, to);
    }
}
