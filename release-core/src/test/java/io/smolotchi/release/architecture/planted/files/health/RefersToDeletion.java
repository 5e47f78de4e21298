package io.smolotchi.release.architecture.planted.files.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class RefersToDeletion {
    interface Deletion {
        void of(Path path) throws IOException;
    }

    Deletion deletion() {
        return Files::delete;
    }
}
