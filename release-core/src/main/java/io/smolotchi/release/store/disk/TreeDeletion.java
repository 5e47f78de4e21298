package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Deletes trees without following links or crossing into another file system, and goes on after a failure. */
public final class TreeDeletion {

    private final List<String> failures = new ArrayList<>();
    private final long device;
    private boolean needsNoBits;

    private TreeDeletion(long device) {
        this.device = device;
    }

    /** @return what could not be deleted and why; empty when nothing is left */
    public static List<String> delete(Path tree) {
        try {
            TreeDeletion deletion = new TreeDeletion(Inode.of(tree).device());
            deletion.remove(tree);
            return List.copyOf(deletion.failures);
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException e) {
            return List.of("cannot delete " + tree + ": " + Why.of(e));
        }
    }

    private void remove(Path path) {
        try {
            Inode inode = Inode.of(path);
            if (inode.isDirectory()) {
                if (inode.device() != device) {
                    failures.add("cannot delete " + path + ": because another file system is mounted there");
                    return;
                }
                empty(path, inode);
            }
            Files.deleteIfExists(path);
        } catch (IOException | DirectoryIteratorException e) {
            failures.add("cannot delete " + path + ": " + Why.of(e));
        }
    }

    private void empty(Path directory, Inode inode) throws IOException {
        // Sealed directories have no write bit, and only root needs none: it is spared a write for each of them, and
        // asks once.
        if ((inode.mode() & 0700) != 0700 && !needsNoBits) {
            needsNoBits = open(directory);
            if (!needsNoBits) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            List<Path> inside = new ArrayList<>();
            children.forEach(inside::add);
            inside.stream().filter(child -> !unlinked(children, child)).forEach(left::add);
        }
        left.forEach(this::remove);
    }

    private static boolean open(Path directory) {
        return Files.isWritable(directory) && Files.isReadable(directory) && Files.isExecutable(directory);
    }

    /**
     * One call for what is no directory, without a look at it first: most of a tree are files. What fails is looked at by whoever is told so.
     *
     * @param opened the directory in which it lies
     */
    private static boolean unlinked(DirectoryStream<Path> opened, Path child) {
        if (!(opened instanceof SecureDirectoryStream<Path> directory)) {
            return false;
        }
        try {
            directory.deleteFile(Objects.requireNonNull(child.getFileName()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
