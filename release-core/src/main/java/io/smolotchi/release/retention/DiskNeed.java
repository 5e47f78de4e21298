package io.smolotchi.release.retention;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.descriptor.Application;
import java.util.ArrayList;
import java.util.List;

/**
 * What the settings ask of the disk.
 *
 * @param used by all releases together, in bytes
 * @param free on their file system, in bytes
 */
record DiskNeed(long used, long free) {

    private static final long MIB = 1L << 20;

    /** Nothing is asked, or nobody looked. */
    static final DiskNeed NONE = new DiskNeed(0, Long.MAX_VALUE);

    /** Bytes that have to go so that both limits hold; 0 when they do. */
    long over(Application.Retention settings) {
        long overBudget =
                settings.budgetMebibytes().map(budget -> used - budget * MIB).orElse(0L);
        long tooFew = settings.freeMebibytes().map(least -> least * MIB - free).orElse(0L);
        return Math.max(0, Math.max(overBudget, tooFew));
    }

    /** In words, such as "releases take 2.1 GB of 2.0 GB". */
    String words(Application.Retention settings) {
        List<String> words = new ArrayList<>();
        settings.budgetMebibytes()
                .filter(budget -> used > budget * MIB)
                .ifPresent(budget -> words.add(
                        "the releases take " + ByteCount.words(used) + " of " + ByteCount.words(budget * MIB)));
        settings.freeMebibytes()
                .filter(least -> free < least * MIB)
                .ifPresent(least ->
                        words.add(ByteCount.words(free) + " are free of " + ByteCount.words(least * MIB) + " wanted"));
        return String.join(", and ", words);
    }
}
