package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What trees take of the disk, and what deleting them would give back, of several owners at once. A file with several names counts once, and for those in whose
 * trees all of them lie. Where the file system copies on write, of a file those pieces count that nobody else has; elsewhere its size does, rounded up to
 * blocks of 4 KiB, which is what most file systems allot.
 */
public final class HeldBytes {

    private static final long BLOCK = 4096;
    private static final Set<String> COPYING_ON_WRITE = Set.of("xfs", "btrfs", "bcachefs");
    /** Somebody who was not looked at, and stays. */
    private static final int STRANGER = -1;

    private static final class Names {
        private final Path path;
        private final Inode inode;
        private final Set<Integer> owners = new HashSet<>();
        private int left;

        Names(Path path, Inode inode) {
            this.path = path;
            this.inode = inode;
            this.left = inode.links();
        }
    }

    /** Bytes that are given back when the last of these goes. */
    record Common(Set<Integer> owners, long bytes) {}

    private final Map<Inode.Key, Names> names = new HashMap<>();
    private final Map<Integer, Long> alone = new HashMap<>();
    private final List<Common> common = new ArrayList<>();
    private final List<Set<Integer>> groups = new ArrayList<>();
    private final Map<Set<Integer>, Integer> numbers = new HashMap<>();
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
            hold(Set.of(owner), blocks(inode.size()));
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    add(owner, child);
                }
            }
        } else if (inode.isFile()) {
            if (inode.links() > 1) {
                Names all = names.computeIfAbsent(inode.key(), _ -> new Names(path, inode));
                all.left--;
                all.owners.add(owner);
            } else {
                file(Set.of(owner), path, inode);
            }
        }
    }

    /** To be asked once, after all were added. */
    public Held held() throws IOException {
        for (Names one : names.values()) {
            if (one.left > 0) {
                one.owners.add(STRANGER);
            }
            file(Set.copyOf(one.owners), one.path, one.inode);
        }
        pieces.each((numbers, files, bytes) -> {
            Set<Integer> owners = new HashSet<>();
            numbers.forEach(number -> owners.addAll(groups.get(number)));
            if (files == 1) {
                owners.add(STRANGER);
            }
            hold(Set.copyOf(owners), bytes);
        });
        return new Held(alone, common, STRANGER);
    }

    private void file(Set<Integer> owners, Path path, Inode inode) throws IOException {
        Optional<List<Extents.Extent>> extents = copyingOnWrite ? Extents.of(path) : Optional.empty();
        if (extents.isEmpty()) {
            hold(owners, blocks(inode.size()));
            return;
        }
        for (Extents.Extent extent : extents.get()) {
            if (extent.shared()) {
                pieces.add(number(owners), extent.at(), extent.length());
            } else {
                hold(owners, extent.length());
            }
        }
    }

    private int number(Set<Integer> owners) {
        return numbers.computeIfAbsent(owners, _ -> {
            groups.add(owners);
            return groups.size() - 1;
        });
    }

    private void hold(Set<Integer> owners, long bytes) {
        if (owners.size() == 1) {
            alone.merge(owners.iterator().next(), bytes, Long::sum);
        } else {
            common.add(new Common(owners, bytes));
        }
    }

    private static long blocks(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
