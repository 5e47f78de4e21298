package io.smolotchi.release.store;

import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.manifest.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directories that the first release needs. */
final class Base {

    private Base() {}

    /** Makes what is missing. Not synced: whoever makes a release of what he puts there syncs the whole file system first. */
    static void make(Places places) throws IOException {
        make(places.meta());
    }

    private static void make(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            return;
        }
        make(parent);
        Files.createDirectory(directory);
        Modes.set(directory, 0755);
    }
}
