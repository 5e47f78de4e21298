package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.disk.AllCores;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.TreeWalk;
import io.smolotchi.release.store.manifest.Places;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * What releases take of the disk: their trees are walked once, whatever is asked afterwards. An inode with several names counts once, and is given back
 * when its last name goes. Sizes are rounded up to blocks of 4 KiB, which is what most file systems allot. Where files may be clones of each other, the total counts each
 * of them, and what is freed is measured anew, which is slower.
 * For one thread.
 */
public final class DiskUsage {

    private static final long BLOCK = 4096;
    private static final int TYPE = 0170000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    /** A name of an inode with several. */
    private record Shared(Inode.Key inode, int links, long bytes) {}

    /** A release: what it holds alone, and every name that it has of something with more than one. */
    private record Held(long alone, List<Shared> shared) {}

    private final Map<Version, Held> releases;
    private final Optional<ToLongFunction<Set<Version>>> freedByAll;
    private final Map<Inode.Key, Integer> namesLeft = new HashMap<>();
    private final Set<Version> gone = new HashSet<>();
    private long freedSoFar;

    private DiskUsage(Map<Version, Held> releases, Optional<ToLongFunction<Set<Version>>> freedByAll) {
        this.releases = releases;
        this.freedByAll = freedByAll;
    }

    /** @param freedByAll what deleting several frees, where files may be clones of each other, which is not seen by their names */
    static DiskUsage of(Collection<Version> versions, Places places, Optional<ToLongFunction<Set<Version>>> freedByAll)
            throws IOException {
        Map<Version, Held> found = new ConcurrentHashMap<>();
        AllCores.each(List.copyOf(versions), () -> version -> found.put(version, walked(places.tree(version))));
        return new DiskUsage(found, freedByAll);
    }

    /** Of all releases together, in bytes. */
    public long total() {
        long total = 0;
        Set<Inode.Key> seen = new HashSet<>();
        for (Held held : releases.values()) {
            total += held.alone;
            for (Shared name : held.shared) {
                if (seen.add(name.inode())) {
                    total += name.bytes();
                }
            }
        }
        return total;
    }

    /** What deleting this release frees, in bytes, when all of those are gone that were asked about before. */
    public long freedBy(Version version) {
        return freedByAll.map(measure -> more(version, measure)).orElseGet(() -> freedByNames(version));
    }

    private long more(Version version, ToLongFunction<Set<Version>> measure) {
        gone.add(version);
        long before = freedSoFar;
        freedSoFar = measure.applyAsLong(gone);
        return freedSoFar - before;
    }

    private long freedByNames(Version version) {
        Optional<Held> found = Optional.ofNullable(releases.get(version));
        long freed = found.map(Held::alone).orElse(0L);
        for (Shared name : found.map(Held::shared).orElse(List.of())) {
            int left = namesLeft.merge(name.inode(), name.links() - 1, (before, _) -> before - 1);
            if (left == 0) {
                freed += name.bytes();
            }
        }
        return freed;
    }

    private static Held walked(Path tree) throws IOException {
        List<Shared> shared = new ArrayList<>();
        long[] alone = new long[1];
        TreeWalk.of(tree, (mode, device, inode, links, size) -> {
            if ((mode & TYPE) == FILE && links > 1) {
                shared.add(new Shared(new Inode.Key(device, inode), links, blocks(size)));
            } else if ((mode & TYPE) != LINK) {
                alone[0] += blocks(size);
            }
        });
        return new Held(alone[0], shared);
    }

    private static long blocks(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
