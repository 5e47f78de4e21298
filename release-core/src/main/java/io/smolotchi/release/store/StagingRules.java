package io.smolotchi.release.store;

import java.util.List;

/**
 * What a host allows to be staged.
 *
 * @param ignore names or slash-separated glob patterns, on top of {@link #ALWAYS_IGNORED}
 * @param limits beyond which a source is refused
 * @param reserve that has to be free afterwards
 * @param compile whether bytecode is compiled
 * @param hardLinks whether content that a sealed release holds is shared with it by hard links, where the file system has no copies on write
 */
public record StagingRules(List<String> ignore, Limits limits, Reserve reserve, boolean compile, boolean hardLinks) {

    public static final List<String> ALWAYS_IGNORED = List.of(".git", "__pycache__", ".pytest_cache", ".mypy_cache");

    public StagingRules {
        ignore = List.copyOf(ignore);
    }

    /**
     * @param entries files, directories and links
     * @param bytes sum of the file sizes
     * @param depth number of names in a path
     */
    public record Limits(long entries, long bytes, int depth) {}

    /** What a rollback needs to stay possible: the journal, the catalog, a few unit files. */
    public record Reserve(long bytes, long inodes) {}

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
