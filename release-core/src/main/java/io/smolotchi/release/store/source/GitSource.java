package io.smolotchi.release.store.source;

import io.smolotchi.release.git.Git;
import io.smolotchi.release.git.GitTree;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The tree of a commit, by way of a tar archive that git made of it. */
record GitSource(StagingSource.FromGit from, GitTree tree) implements SourceTree {

    @Override
    public void visit(Visitor visitor) throws IOException {
        new TarSource(tree.archive(), TarSource.Compression.NONE, shown()).visit(visitor);
    }

    @Override
    public Path path() {
        return tree.archive();
    }

    @Override
    public String shown() {
        return Git.shown(from.repository()) + "#" + from.ref();
    }

    @Override
    public boolean archive() {
        return true;
    }

    @Override
    public boolean wrapped() {
        return false;
    }

    /** A submodule is an empty directory in the archive; a release that lacks a part of the application would be staged. */
    void requireSubmodules(IgnoreRules ignore) {
        List<String> missing =
                tree.submodules().stream().filter(path -> !ignore.matches(path)).toList();
        if (!missing.isEmpty()) {
            throw new Refused(
                    Code.SOURCE_UNSAFE,
                    "cannot stage " + shown() + ": because the content of its submodule "
                            + EntryGuard.shown(String.join(", ", missing)) + " is not in its tree",
                    "stage a directory in which the submodules are checked out");
        }
    }
}
