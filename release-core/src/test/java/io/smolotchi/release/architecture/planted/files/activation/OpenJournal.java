package io.smolotchi.release.architecture.planted.files.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class OpenJournal {
    void close(Path journal) throws IOException {
        Files.delete(journal);
    }
}
