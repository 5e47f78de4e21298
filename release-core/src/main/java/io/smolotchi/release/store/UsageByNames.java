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

/** Of files that are no clones of each other: one walk through the trees tells their names and sizes. */
final class UsageByNames implements DiskUsage {

    private static final long BLOCK = 4096;
    private static final int TYPE = 0170000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    /** A name of an inode with several. */
    private record Shared(Inode.Key inode, int links, long bytes) {}

    /** A release: what it holds alone, and every name that it has of something with more than one. */
    private record Held(long alone, List<Shared> shared) {}

    private final Map<Version, Held> releases;
    private final Map<Inode.Key, Integer> namesLeft = new HashMap<>();

    private UsageByNames(Map<Version, Held> releases) {
        this.releases = releases;
    }

    /** One that is removed meanwhile takes nothing. Uses all processors. */
    static UsageByNames of(Collection<Version> versions, Places places) throws IOException {
        Map<Version, Held> found = new ConcurrentHashMap<>();
        AllCores.each(List.copyOf(versions), () -> version -> found.put(version, walked(places.tree(version))));
        return new UsageByNames(found);
    }

    @Override
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

    @Override
    public long freedBy(Version version) {
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
