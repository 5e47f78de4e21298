package io.smolotchi.release.store.manifest;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.FileSystemSync;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.LinkCalls;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.disk.ProcessIdentity;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.disk.WholeBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Mends sealed releases. Nothing in them is written to: what is intact is made beside them, judged by the manifest's digest, made durable, and then takes
 * the damaged one's place. So each path is at any instant what it was or what it is to be, and who has a file open keeps what he opened.
 */
public final class Mending {

    private final Places places;
    private final boolean hardLinks;
    private final ProcessIdentity identity;
    private final Path made;
    private final List<Ready> ready = new ArrayList<>();

    /** Something that was made, and where it belongs. */
    private record Ready(Path made, Mend.Place place) {}

    public Mending(Places places, boolean hardLinks, ProcessIdentity identity) {
        this.places = places;
        this.hardLinks = hardLinks;
        this.identity = identity;
        this.made = places.releases().resolve(Places.PARTIAL + Places.freshId());
    }

    /** @throws Refused CANCELLED, before anything takes the place of anything */
    public void run(List<Mend> mends, Progress progress) throws IOException {
        try (FileSystemSync disk = FileSystemSync.open(places.releases())) {
            Files.createDirectory(made);
            for (Mend mend : mends) {
                if (progress.cancelled()) {
                    throw new Refused(Code.CANCELLED, "cannot mend releases: because it was cancelled", "");
                }
                make(mend);
            }
            // Bytes before names: a rename that survives a power cut must not name a file that did not.
            disk.sync();
            List<Mend.Directory> directories = mends.stream()
                    .filter(Mend.Directory.class::isInstance)
                    .map(Mend.Directory.class::cast)
                    .toList();
            for (Mend.Directory directory : directories) {
                open(directory);
            }
            exchange();
            for (Mend.Directory directory : directories.reversed()) {
                own(path(directory.place()), directory.owner());
                Modes.set(path(directory.place()), directory.directory().mode());
            }
            // What is reported as mended is.
            disk.sync();
        } finally {
            TreeDeletion.delete(made);
        }
    }

    private void make(Mend mend) throws IOException {
        switch (mend) {
            case Mend.Directory _ -> {}
            case Mend.Link link -> {
                Path name = next();
                Files.createSymbolicLink(name, Path.of(link.link().target()));
                own(name, link.owner());
                ready.add(new Ready(name, link.place()));
            }
            case Mend.Content content -> {
                Path first = copy(content);
                ready.add(new Ready(first, content.places().getFirst()));
                for (Mend.Place other :
                        content.places().subList(1, content.places().size())) {
                    Path name = next();
                    boolean linked = hardLinks && LinkCalls.link(first, name) == 0;
                    ready.add(new Ready(linked ? name : copy(content), other));
                }
            }
        }
    }

    private Path copy(Mend.Content content) throws IOException {
        Path name = next();
        MessageDigest digest = Digest.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(128 * 1024);
        try (FileChannel from = FileChannel.open(path(content.from()), StandardOpenOption.READ, NOFOLLOW_LINKS);
                FileChannel to = FileChannel.open(
                        name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NOFOLLOW_LINKS)) {
            while (from.read(buffer.clear()) >= 0) {
                digest.update(buffer.array(), 0, buffer.position());
                WholeBuffer.write(to, buffer.array(), buffer.position());
            }
        }
        if (!FileHash.finish(digest).equals(content.file().digest())) {
            throw new IOException(content.from() + " changed meanwhile");
        }
        own(name, content.owner());
        Modes.set(name, content.file().mode());
        return name;
    }

    private void open(Mend.Directory directory) throws IOException {
        Path path = path(directory.place());
        if (!Files.isDirectory(path, NOFOLLOW_LINKS)) {
            inParent(path, () -> Files.createDirectory(path));
        }
    }

    private void exchange() throws IOException {
        for (Ready one : ready) {
            Path target = path(one.place());
            inParent(target, () -> Files.move(one.made(), target, StandardCopyOption.ATOMIC_MOVE));
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Sealed directories have no write bit, which stops everybody but root. */
    private void inParent(Path path, Change change) throws IOException {
        Path parent = path.getParent();
        if (identity.root() || parent == null) {
            change.make();
            return;
        }
        int mode = Inode.of(parent).permissions();
        Modes.set(parent, mode | 0200);
        try {
            change.make();
        } finally {
            Modes.set(parent, mode);
        }
    }

    private void own(Path path, String owner) throws IOException {
        if (identity.root()) {
            int colon = owner.indexOf(':');
            Files.setAttribute(path, "unix:uid", Integer.parseInt(owner.substring(0, colon)), NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", Integer.parseInt(owner.substring(colon + 1)), NOFOLLOW_LINKS);
        }
    }

    private Path next() {
        return made.resolve(Places.freshId());
    }

    private Path path(Mend.Place place) {
        return places.tree(place.version()).resolve(place.path());
    }
}
