package io.smolotchi.release.store;

import java.io.IOException;

/** What a directory will take, by the sizes that its entries declare. */
record SourceSize(long bytes, long entries) {

    static SourceSize of(SourceTree source, IgnoreRules ignore, StagingRules.Limits limits) throws IOException {
        long[] sums = {0, 0};
        source.visit((entry, content) -> {
            if (ignore.matches(entry.name())) {
                return false;
            }
            sums[0] += entry.kind() == SourceEntry.Kind.FILE ? entry.size() : 0;
            sums[1]++;
            return sums[1] <= limits.entries();
        });
        return new SourceSize(sums[0], sums[1]);
    }
}
