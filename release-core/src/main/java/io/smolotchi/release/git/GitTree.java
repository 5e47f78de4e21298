package io.smolotchi.release.git;

import java.nio.file.Path;
import java.util.List;

/**
 * The tree of one commit, taken out of its repository.
 *
 * @param commit in full
 * @param described what {@code git describe} calls it, else its abbreviated name
 * @param submodules their paths; their content is not in the tree
 * @param archive tar, with every file as it is committed
 */
public record GitTree(String commit, String described, List<String> submodules, Path archive) {

    public GitTree {
        submodules = List.copyOf(submodules);
    }
}
