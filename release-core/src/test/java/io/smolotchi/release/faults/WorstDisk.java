package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a power cut leaves on disks that keep what was synced, and nothing else. POSIX promises no more: {@code fsync} of a file makes its bytes durable, of a
 * directory its names, and neither takes the other along, as the logs of real file systems do. {@code /etc} and {@code /opt} are disks of their own, so that
 * {@code syncfs} of one leaves the others alone.
 *
 * <p>The machine itself lies in memory, where no inode number is given twice.
 */
final class WorstDisk {

    private static final List<String> DISKS = List.of("etc", "opt");

    /** What is durable of an inode. */
    private sealed interface Durable {

        /** @param copy its bytes, mode and owner */
        record File(Path copy) implements Durable {}

        record Link(Path target) implements Durable {

            /** As long as it fits into the inode of ext4; a longer one has a block of its own. */
            static Link named(Path target) {
                return new Link(target.toString().length() < 60 ? target : Path.of("not-on-the-disk"));
            }
        }

        /** @param like an empty directory of its mode and owner */
        record Directory(Path like, Map<String, Long> names) implements Durable {}
    }

    private final Path root;
    private final Path copies;
    private final Map<Long, Durable> inodes;

    /**
     * All that is there now is durable.
     *
     * @param root of the machine, on a tmpfs
     * @param copies an empty directory for what is durable
     */
    WorstDisk(Path root, Path copies) throws IOException {
        this(root, copies, new HashMap<>());
        if (!Files.getFileStore(root).type().equals("tmpfs")) {
            throw new IllegalStateException(root + " is on no tmpfs, where an inode has its number for ever");
        }
        everythingBelow(root);
        for (String disk : DISKS) {
            if (Files.isDirectory(root.resolve(disk))) {
                everythingBelow(root.resolve(disk));
            }
        }
    }

    private WorstDisk(Path root, Path copies, Map<Long, Durable> inodes) {
        this.root = root;
        this.copies = copies;
        this.inodes = inodes;
    }

    /** One that goes its own way from here. */
    WorstDisk fork() {
        return new WorstDisk(root, copies, new HashMap<>(inodes));
    }

    /** The machine stands still after this sync of its operation. */
    void happened(Call sync) throws IOException {
        Path path = root.resolve(sync.below(root.toString()).getFirst().substring(1));
        if (sync.syscall().equals("syncfs")) {
            everythingBelow(disk(path));
        } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            durable(path);
        }
    }

    /** The root of the disk that it lies on. */
    private Path disk(Path path) {
        String first = root.relativize(path).getName(0).toString();
        return DISKS.contains(first) ? root.resolve(first) : root;
    }

    private void everythingBelow(Path disk) throws IOException {
        try (Stream<Path> walk = Files.walk(disk)) {
            for (Path path : walk.filter(path -> disk(path).equals(disk)).toList()) {
                durable(path);
            }
        }
    }

    private void durable(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Map<String, Long> names = new TreeMap<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                for (Path entry : entries) {
                    long inode = Roots.inode(entry);
                    names.put(entry.getFileName().toString(), inode);
                    if (!inodes.containsKey(inode)) {
                        inodes.put(inode, onlyNamed(entry));
                    }
                }
            }
            inodes.put(Roots.inode(path), new Durable.Directory(copy(path), names));
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            inodes.put(Roots.inode(path), new Durable.File(copy(path)));
        } else {
            inodes.put(Roots.inode(path), new Durable.Link(Files.readSymbolicLink(path)));
        }
    }

    /** What its name in a durable directory alone makes durable of something. */
    private Durable onlyNamed(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return Durable.Link.named(Files.readSymbolicLink(path));
        }
        Path copy = copy(path);
        if (Files.isDirectory(copy)) {
            return new Durable.Directory(copy, Map.of());
        }
        Files.newByteChannel(copy, StandardOpenOption.WRITE).truncate(0).close();
        return new Durable.File(copy);
    }

    private Path copy(Path path) throws IOException {
        Path copy = Roots.next(copies);
        return Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    /** A machine as it would come up. */
    Path comeUp(Path directory) throws IOException {
        Path up = Roots.next(directory);
        Map<Long, Path> places = new HashMap<>();
        comeUp(Roots.inode(root), up, places);
        Roots.markers(up, places);
        return up;
    }

    private void comeUp(long inode, Path at, Map<Long, Path> places) throws IOException {
        Path present = places.putIfAbsent(inode, at);
        if (present != null) {
            Files.createLink(at, present);
            return;
        }
        switch (inodes.get(inode)) {
            case Durable.File(Path copy) -> Files.copy(copy, at, StandardCopyOption.COPY_ATTRIBUTES);
            case Durable.Link(Path target) -> Files.createSymbolicLink(at, target);
            case Durable.Directory(Path like, Map<String, Long> names) -> {
                Files.copy(like, at, StandardCopyOption.COPY_ATTRIBUTES);
                for (Map.Entry<String, Long> name : names.entrySet()) {
                    comeUp(name.getValue(), at.resolve(name.getKey()), places);
                }
                Files.setLastModifiedTime(at, Files.getLastModifiedTime(like));
            }
            case null -> throw new IllegalStateException(at + " has a name, and nothing is known of it");
        }
    }
}
