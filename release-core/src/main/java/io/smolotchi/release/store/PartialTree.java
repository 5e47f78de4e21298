package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.disk.ProcessIdentity;
import io.smolotchi.release.store.disk.SpaceWatch;
import io.smolotchi.release.store.disk.WholeBuffer;
import io.smolotchi.release.store.disk.WriteFailure;
import io.smolotchi.release.store.source.CollectedTree;
import io.smolotchi.release.store.source.Hashing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** Writes the tree of a release where nobody sees it yet. Everything is made exclusively: what is there already was not made here. */
final class PartialTree extends CollectedTree {

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
    private static final Map<Integer, FileAttribute<?>> CREATED_WITH = Map.of(
            FILE_MODE, PosixFilePermissions.asFileAttribute(Modes.of(FILE_MODE)),
            PROGRAM_MODE, PosixFilePermissions.asFileAttribute(Modes.of(PROGRAM_MODE)));

    private final Path tree;
    private final SpaceWatch space;
    private final Sharing sharing;
    private final boolean umaskInTheWay;

    /** @param tree made here */
    PartialTree(Path tree, ProcessIdentity identity, SpaceWatch space, Hashing hashing, Sharing sharing)
            throws IOException {
        super(hashing);
        this.sharing = sharing;
        this.tree = tree;
        this.space = space;
        this.umaskInTheWay = (identity.umask() & 0555) != 0;
        Files.createDirectory(tree);
        // Also clears the set-group-id bit, by which everything below would get the group of releases/.
        Modes.set(tree, 0755);
        if (identity.root()) {
            Files.setAttribute(tree, "unix:gid", 0, NOFOLLOW_LINKS);
        }
    }

    @Override
    protected void makeDirectory(String path) {
        writing(() -> {
            Path directory = tree.resolve(path);
            Files.createDirectory(directory);
            if (umaskInTheWay) {
                Modes.set(directory, 0755);
            }
            space.made(0);
        });
    }

    @Override
    protected Output makeFile(String path, int mode) {
        try {
            return new Written(open(path, mode));
        } catch (IOException e) {
            throw new WriteFailure(e);
        }
    }

    @Override
    protected boolean sharesWhole(String path, int mode, byte[] content, int length) {
        try {
            boolean shared = sharing.whole(path, tree.resolve(path), mode, content, length);
            if (shared) {
                space.made(0);
            }
            return shared;
        } catch (IOException e) {
            throw new WriteFailure(e);
        }
    }

    @Override
    protected void replaceWithShared(String path, int mode, long size, Digest digest) {
        writing(() -> sharing.replace(tree.resolve(path), mode, size, digest));
    }

    @Override
    protected void makeLink(String path, String target) {
        writing(() -> {
            Files.createSymbolicLink(tree.resolve(path), Path.of(target));
            space.made(0);
        });
    }

    @Override
    protected void makeCopy(String path, String earlier, int mode) {
        writing(() -> {
            try (FileChannel from = FileChannel.open(tree.resolve(earlier), READ);
                    FileChannel to = open(path, mode)) {
                long size = from.size();
                long done = 0;
                while (done < size) {
                    long more = from.transferTo(done, size - done, to);
                    if (more <= 0) {
                        throw new IOException(earlier + " became shorter");
                    }
                    done += more;
                }
                space.made(size);
            }
        });
    }

    private FileChannel open(String path, int mode) throws IOException {
        Path file = tree.resolve(path);
        FileChannel channel = FileChannel.open(file, NEW, CREATED_WITH.get(mode));
        if (umaskInTheWay) {
            Modes.set(file, mode);
        }
        return channel;
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void writing(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new WriteFailure(e);
        }
    }

    private final class Written implements Output {
        private final FileChannel channel;

        Written(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(byte[] content, int length) {
            writing(() -> {
                WholeBuffer.write(channel, content, length);
                space.written(length);
            });
        }

        @Override
        public void close() {
            writing(() -> {
                channel.close();
                space.made(0);
            });
        }
    }
}
