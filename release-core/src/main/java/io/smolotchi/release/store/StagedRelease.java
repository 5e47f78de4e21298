package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import java.util.List;

/**
 * A release that is sealed on disk.
 *
 * @param files number of files, directories and links in the tree
 * @param bytes sum of the file sizes
 * @param source for people, as a catalog row wants it
 * @param already whether it was there before, with the same content: nothing was changed
 * @param shared what of it takes no space of its own
 * @param warnings what the operator should know, and did not keep it from being staged
 */
public record StagedRelease(
        Version version,
        Digest digest,
        long files,
        long bytes,
        String source,
        boolean already,
        Shared shared,
        List<String> warnings) {

    /**
     * Files whose content another release held already.
     *
     * @param bytes sum of their sizes
     */
    public record Shared(long files, long bytes) {

        static final Shared NOTHING = new Shared(0, 0);
    }

    public StagedRelease {
        warnings = List.copyOf(warnings);
    }
}
