package io.smolotchi.release.bench;

import io.smolotchi.release.catalog.ByteCount;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** What the heap of this process held at most since then. */
record HeapPeak(List<MemoryPoolMXBean> pools) {

    static HeapPeak fromNow() {
        System.gc();
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        return new HeapPeak(pools);
    }

    String sentence() {
        long peak =
                pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return "The heap of the manager, limited to "
                + ByteCount.words(Runtime.getRuntime().maxMemory()) + ", held at most " + ByteCount.words(peak)
                + ", what had not been collected yet counted.";
    }
}
