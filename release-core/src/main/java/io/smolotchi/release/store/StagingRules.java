package io.smolotchi.release.store;

import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.store.disk.Reserve;
import io.smolotchi.release.store.source.Limits;
import java.util.List;

/**
 * What a host allows to be staged.
 *
 * @param ignore names or slash-separated glob patterns, on top of {@link ReleaseDescriptor#ALWAYS_IGNORED}
 * @param limits beyond which a source is refused
 * @param reserve that has to be free afterwards
 * @param compile whether bytecode is compiled
 * @param hardLinks whether content that a sealed release holds is shared with it by hard links, where the file system has no copies on write
 */
public record StagingRules(List<String> ignore, Limits limits, Reserve reserve, boolean compile, boolean hardLinks) {

    public StagingRules {
        ignore = List.copyOf(ignore);
    }

    public static StagingRules defaults() {
        return new StagingRules(List.of(), new Limits(200_000, 2L << 30, 48), new Reserve(32L << 20, 512), true, true);
    }

    public StagingRules ignoring(List<String> patterns) {
        return new StagingRules(patterns, limits, reserve, compile, hardLinks);
    }

    public StagingRules limitedTo(Limits other) {
        return new StagingRules(ignore, other, reserve, compile, hardLinks);
    }

    public StagingRules compiling(boolean wanted) {
        return new StagingRules(ignore, limits, reserve, wanted, hardLinks);
    }

    public StagingRules keeping(Reserve other) {
        return new StagingRules(ignore, limits, other, compile, hardLinks);
    }

    public StagingRules linking(boolean wanted) {
        return new StagingRules(ignore, limits, reserve, compile, wanted);
    }
}
