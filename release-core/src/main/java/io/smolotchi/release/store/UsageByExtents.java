package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.disk.Held;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Of files that may be clones of each other. */
final class UsageByExtents implements DiskUsage {

    private final List<Version> versions;
    private final Held held;

    /**
     * @param versions whose owners have their place in it as a number
     * @param held also by others, who stay
     */
    UsageByExtents(List<Version> versions, Held held) {
        this.versions = versions;
        this.held = held;
    }

    @Override
    public long total() {
        return held.total(IntStream.range(0, versions.size()).boxed().collect(Collectors.toSet()));
    }

    @Override
    public long freedBy(Version version) {
        int owner = versions.indexOf(version);
        return owner < 0 ? 0 : held.without(owner);
    }
}
