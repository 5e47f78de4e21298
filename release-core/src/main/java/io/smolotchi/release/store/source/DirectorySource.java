package io.smolotchi.release.store.source;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.store.disk.Inode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A working tree. It may belong to somebody who changes it meanwhile, so directories are descended by descriptor: a link put in the place of one leads
 * nowhere.
 */
public record DirectorySource(Path path) implements SourceTree {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);

    @Override
    public boolean archive() {
        return false;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(path)) {
            walk(secure(top), "", visitor);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void walk(SecureDirectoryStream<Path> directory, String prefix, Visitor visitor) throws IOException {
        List<Path> names = new ArrayList<>();
        directory.forEach(child -> names.add(child.getFileName()));
        names.sort(Comparator.comparing(Path::toString));
        for (Path name : names) {
            entry(directory, name, prefix + name, visitor);
        }
    }

    private void entry(SecureDirectoryStream<Path> directory, Path name, String relative, Visitor visitor)
            throws IOException {
        Path full = path.resolve(relative);
        Inode inode;
        try {
            inode = Inode.of(full);
        } catch (NoSuchFileException vanished) {
            return;
        }
        if (inode.isDirectory()) {
            // The set-group-id bit of a working directory only hands down its group: it means nothing in a copy.
            if (visitor.entry(
                    entry(relative, SourceEntry.Kind.DIRECTORY, inode, inode.mode() & 05777, ""), Content.NONE)) {
                try (SecureDirectoryStream<Path> below = directory.newDirectoryStream(name, NOFOLLOW_LINKS)) {
                    walk(below, relative + "/", visitor);
                }
            }
        } else if (inode.isFile()) {
            visitor.entry(
                    entry(relative, SourceEntry.Kind.FILE, inode, inode.permissions(), ""),
                    () -> Channels.newInputStream(directory.newByteChannel(name, READ)));
        } else if (inode.isLink()) {
            String target = Files.readSymbolicLink(full).toString();
            visitor.entry(entry(relative, SourceEntry.Kind.LINK, inode, 0777, target), Content.NONE);
        } else {
            visitor.entry(entry(relative, SourceEntry.Kind.SPECIAL, inode, 0, inode.type()), Content.NONE);
        }
    }

    private static SourceEntry entry(String name, SourceEntry.Kind kind, Inode inode, int mode, String detail) {
        return new SourceEntry(name, kind, mode, inode.size(), detail);
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this file system can't be walked by descriptor");
    }
}
