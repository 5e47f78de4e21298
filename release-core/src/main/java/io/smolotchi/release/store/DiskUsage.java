package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Version;

/**
 * What releases take of the disk: their trees are walked once, whatever is asked afterwards. An inode with several names, and a piece of the disk that several
 * files have, count once, and are given back when the last of them goes. Sizes are rounded up to blocks of 4 KiB, which is what most file systems allot.
 * For one thread.
 */
public sealed interface DiskUsage permits UsageByNames, UsageByExtents {

    /** Of all releases together, in bytes. */
    long total();

    /** What deleting this release frees, in bytes, when all of those are gone that were asked about before. To be asked once for each. */
    long freedBy(Version version);
}
