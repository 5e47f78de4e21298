package io.smolotchi.release.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The two versions of one tree, ready to be staged.
 *
 * @param first a directory
 * @param next the same, but for ten files
 * @param firstArchive a .tar.gz of the first
 * @param nextArchive likewise
 */
record Trees(TreeSpec spec, Path first, Path next, Path firstArchive, Path nextArchive) {

    static Trees write(TreeSpec spec, Path below) throws IOException {
        Path first = below.resolve("first");
        Path next = below.resolve("next");
        spec.write(Files.createDirectories(first), false);
        spec.write(Files.createDirectories(next), true);
        return new Trees(spec, first, next, packed(first), packed(next));
    }

    Path tree(Phase phase) {
        return phase == Phase.INCREMENTAL ? next : first;
    }

    Path archive(Phase phase) {
        return phase == Phase.INCREMENTAL ? nextArchive : firstArchive;
    }

    private static Path packed(Path tree) {
        Path archive = tree.resolveSibling(tree.getFileName() + ".tar.gz");
        Shell.run(tree, "tar czf \"$0\" .", archive.toString());
        return archive;
    }
}
