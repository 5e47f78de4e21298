package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What deleting trees would give back: an inode counts when all of its names lie in them. Sizes are rounded up to blocks of 4 KiB, which is what most
 * file systems allot; extents that are shared by reflink are not seen.
 */
public final class HeldBytes {

    private static final long BLOCK = 4096;

    private static final class Shared {
        private int namesLeft;

        Shared(int links) {
            namesLeft = links;
        }
    }

    private final Map<Inode.Key, Shared> shared = new HashMap<>();
    private long bytes;

    public void add(Path path) throws IOException {
        Inode inode = Inode.of(path);
        if (inode.isDirectory()) {
            bytes += blocks(inode.size());
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    add(child);
                }
            }
        } else if (inode.isFile()) {
            file(inode);
        }
    }

    public long bytes() {
        return bytes;
    }

    private void file(Inode inode) {
        if (inode.links() > 1) {
            Shared names = shared.computeIfAbsent(inode.key(), key -> new Shared(inode.links()));
            names.namesLeft--;
            if (names.namesLeft != 0) {
                return;
            }
        }
        bytes += blocks(inode.size());
    }

    private static long blocks(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
