package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.manifest.Places;
import java.nio.file.Path;

/**
 * Where the releases of one application lie.
 *
 * @param root of the machine ({@code --root}); {@code /} for the one that runs
 * @param base absolute path on that machine of the directory that holds {@code releases/} and {@code current}
 */
public record StoreLocation(Path root, String base) {

    public StoreLocation {
        root = root.toAbsolutePath().normalize();
        if (!base.startsWith("/") || base.endsWith("/")) {
            throw new IllegalArgumentException("not an absolute path without a slash at its end: " + base);
        }
    }

    /** The base directory as this process sees it. */
    public Path directory() {
        return resolve(base);
    }

    /** The file that {@code absolute} names once the machine runs from this root. */
    public Path resolve(String absolute) {
        return root.resolve(absolute.substring(1)).normalize();
    }

    /** Where the release lies on the machine, whatever the root is now. */
    public String onMachine(Version version) {
        return base + "/" + Places.RELEASES + "/" + version;
    }
}
