package io.smolotchi.release.store.disk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What owners of trees hold of a disk, each alone and together. For one thread. */
public final class Held {

    private static final class Bytes {
        private final long bytes;
        private int owners;

        Bytes(long bytes, int owners) {
            this.bytes = bytes;
            this.owners = owners;
        }
    }

    private final Map<Integer, Long> alone;
    private final Map<Integer, List<Bytes>> common = new HashMap<>();
    private final List<HeldBytes.Common> all;

    /** @param stranger who is never among those that go */
    Held(Map<Integer, Long> alone, List<HeldBytes.Common> common, int stranger) {
        this.alone = Map.copyOf(alone);
        this.all = List.copyOf(common);
        for (HeldBytes.Common one : common) {
            if (!one.owners().contains(stranger)) {
                Bytes bytes = new Bytes(one.bytes(), one.owners().size());
                one.owners()
                        .forEach(owner -> this.common
                                .computeIfAbsent(owner, _ -> new ArrayList<>())
                                .add(bytes));
            }
        }
    }

    /** In bytes. */
    public long alone(int owner) {
        return alone.getOrDefault(owner, 0L);
    }

    /** Of these owners together, what they share counted once, in bytes. */
    public long total(Set<Integer> owners) {
        long total = 0;
        for (int owner : owners) {
            total += alone(owner);
        }
        for (HeldBytes.Common one : all) {
            if (!Collections.disjoint(one.owners(), owners)) {
                total += one.bytes();
            }
        }
        return total;
    }

    /** What is given back when this owner's trees are deleted, in bytes, when those are gone that were asked about before. To be asked once for each. */
    public long without(int owner) {
        long freed = alone(owner);
        for (Bytes one : common.getOrDefault(owner, List.of())) {
            one.owners--;
            if (one.owners == 0) {
                freed += one.bytes;
            }
        }
        return freed;
    }
}
