package io.smolotchi.release.architecture.planted.files.activation;

import java.nio.file.Path;

final class RenamesInTheOldWay {
    boolean rename(Path from, Path to) {
        return from.toFile().renameTo(to.toFile());
    }
}
