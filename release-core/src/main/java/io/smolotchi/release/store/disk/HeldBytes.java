package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What deleting trees would give back, of several owners at once. A file counts for its owner when all of its names lie in his trees. Where the file system
 * copies on write, of a file those pieces count that nobody else has; elsewhere its size does, rounded up to blocks of 4 KiB, which is what most file
 * systems allot.
 */
public final class HeldBytes {

    private static final long BLOCK = 4096;
    private static final Set<String> COPYING_ON_WRITE = Set.of("xfs", "btrfs", "bcachefs");
    /** Owns what several do, or somebody who was not asked. */
    private static final int NOBODY = -1;

    private static final class Names {
        private final Path path;
        private final Inode inode;
        private int left;
        private int owner;

        Names(Path path, Inode inode, int owner) {
            this.path = path;
            this.inode = inode;
            this.left = inode.links();
            this.owner = owner;
        }

        void another(int of) {
            left--;
            owner = owner == of ? of : NOBODY;
        }
    }

    private final Map<Inode.Key, Names> names = new HashMap<>();
    private final Map<Integer, Long> alone = new HashMap<>();
    private final SharedPieces pieces = new SharedPieces();
    private final boolean copyingOnWrite;

    /** @param anywhere on the file system of the trees */
    public HeldBytes(Path anywhere) throws IOException {
        this(COPYING_ON_WRITE.contains(Files.getFileStore(anywhere).type()));
    }

    HeldBytes(boolean copyingOnWrite) {
        this.copyingOnWrite = copyingOnWrite;
    }

    /** Whether what other trees hold matters: their owners have to be added, too. */
    public boolean copyingOnWrite() {
        return copyingOnWrite;
    }

    /** @param owner any number but a negative one */
    public void add(int owner, Path path) throws IOException {
        Inode inode = Inode.of(path);
        if (inode.isDirectory()) {
            gain(owner, blocks(inode.size()));
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    add(owner, child);
                }
            }
        } else if (inode.isFile()) {
            if (inode.links() > 1) {
                names.computeIfAbsent(inode.key(), _ -> new Names(path, inode, owner))
                        .another(owner);
            } else {
                file(owner, path, inode);
            }
        }
    }

    /** In bytes, by owner; who has nothing for himself may be missing. To be asked once, after all were added. */
    public Map<Integer, Long> alone() throws IOException {
        for (Names one : names.values()) {
            file(one.left == 0 ? one.owner : NOBODY, one.path, one.inode);
        }
        names.clear();
        pieces.ofOneOwner((owner, bytes) -> gain(owner, bytes));
        alone.remove(NOBODY);
        return Map.copyOf(alone);
    }

    private void file(int owner, Path path, Inode inode) throws IOException {
        if (!copyingOnWrite) {
            gain(owner, blocks(inode.size()));
            return;
        }
        Optional<List<Extents.Extent>> extents = Extents.of(path);
        if (extents.isEmpty()) {
            gain(owner, blocks(inode.size()));
            return;
        }
        for (Extents.Extent extent : extents.get()) {
            if (extent.shared()) {
                pieces.add(owner, extent.at(), extent.length());
            } else {
                gain(owner, extent.length());
            }
        }
    }

    private void gain(int owner, long bytes) {
        alone.merge(owner, bytes, Long::sum);
    }

    private static long blocks(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
