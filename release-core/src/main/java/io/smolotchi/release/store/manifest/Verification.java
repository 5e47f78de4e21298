package io.smolotchi.release.store.manifest;

import io.smolotchi.release.store.disk.AllCores;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.Why;
import io.smolotchi.release.store.manifest.Difference.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Compares a tree with its manifest: shape, modes and owners first, then the content of every file on all processors. */
final class Verification {

    private final Path tree;
    private final Optional<String> owner;
    private final Map<String, Entry> unseen = new HashMap<>();
    private final Queue<Difference> found = new ConcurrentLinkedQueue<>();
    private final List<ToHash> toHash = new ArrayList<>();
    private final HashedInodes hashed;

    private record ToHash(Entry.File file, Inode inode) {}

    private Verification(Path tree, Manifest manifest, Optional<String> owner, HashedInodes hashed) {
        this.tree = tree;
        this.owner = owner;
        this.hashed = hashed;
        manifest.entries().forEach(entry -> unseen.put(entry.path(), entry));
    }

    /**
     * @param owner "user:group" that every path has to have; empty when that is not known
     * @param hashed what was read already, where several trees are compared
     * @return sorted by path; empty when the tree is what the manifest says
     */
    static List<Difference> compare(Path tree, Manifest manifest, Optional<String> owner, HashedInodes hashed)
            throws IOException {
        Verification verification = new Verification(tree, manifest, owner, hashed);
        verification.run();
        return verification.found.stream()
                .sorted(Comparator.comparing(Difference::path).thenComparing(Difference::kind))
                .toList();
    }

    private void run() throws IOException {
        if (Files.isDirectory(tree, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            look("", tree);
        }
        unseen.keySet().forEach(path -> found.add(new Difference(path, Kind.MISSING, "", "")));
        AllCores.each(toHash, () -> {
            FileHash hash = new FileHash();
            return piece -> content(piece, hash);
        });
    }

    private void look(String path, Path at) throws IOException {
        Inode inode;
        try {
            inode = Inode.of(at);
        } catch (NoSuchFileException vanished) {
            return;
        }
        Optional<Entry> expected = Optional.ofNullable(unseen.remove(path));
        if (expected.isEmpty()) {
            found.add(new Difference(path, Kind.EXTRA, "", inode.type()));
        } else {
            compare(path, expected.get(), inode, at);
        }
        if (inode.isDirectory()) {
            children(path, at);
        }
    }

    private void children(String path, Path at) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(at)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                look(path.isEmpty() ? name : path + "/" + name, child);
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            found.add(new Difference(path, Kind.UNREADABLE, "", Why.of(e)));
        }
    }

    private void compare(String path, Entry expected, Inode inode, Path at) throws IOException {
        switch (expected) {
            case Entry.Directory directory when inode.isDirectory() -> mode(path, directory.mode(), inode);
            case Entry.File file
            when inode.isFile() -> {
                mode(path, file.mode(), inode);
                toHash.add(new ToHash(file, inode));
            }
            case Entry.Link link
            when inode.isLink() -> {
                String target = Files.readSymbolicLink(at).toString();
                if (!target.equals(link.target())) {
                    found.add(new Difference(path, Kind.LINK, link.target(), target));
                }
            }
            case Entry.Directory directory -> type(path, "a directory", inode);
            case Entry.File file -> type(path, "a file", inode);
            case Entry.Link link -> type(path, "a link", inode);
        }
        owner.filter(wanted -> !wanted.equals(inode.owner()))
                .ifPresent(wanted -> found.add(new Difference(path, Kind.OWNER, wanted, inode.owner())));
    }

    private void content(ToHash piece, FileHash hash) {
        Entry.File file = piece.file();
        try {
            FileHash.Content content = hashed.of(tree.resolve(file.path()), piece.inode(), hash);
            if (content.size() != file.size()) {
                found.add(new Difference(file.path(), Kind.CHANGED, file.size() + " bytes", content.size() + " bytes"));
            } else if (!content.digest().equals(file.digest())) {
                found.add(new Difference(
                        file.path(),
                        Kind.CHANGED,
                        file.digest().abbreviated(),
                        content.digest().abbreviated()));
            }
        } catch (IOException e) {
            found.add(new Difference(file.path(), Kind.UNREADABLE, "", Why.of(e)));
        }
    }

    private void mode(String path, int expected, Inode inode) {
        if (expected != inode.permissions()) {
            found.add(new Difference(path, Kind.MODE, octal(expected), octal(inode.permissions())));
        }
    }

    private void type(String path, String expected, Inode inode) {
        found.add(new Difference(path, Kind.TYPE, expected, inode.type()));
    }

    private static String octal(int mode) {
        return String.format(java.util.Locale.ROOT, "%04o", mode);
    }
}
