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
 * @param warnings what the operator should know, and did not keep it from being staged
 */
public record StagedRelease(
        Version version, Digest digest, long files, long bytes, String source, boolean already, List<String> warnings) {

    public StagedRelease {
        warnings = List.copyOf(warnings);
    }
}
