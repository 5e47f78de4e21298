package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Deletes trees without following links or crossing into another file system, and goes on after a failure. */
public final class TreeDeletion {

    private final List<String> failures = new ArrayList<>();
    private final long device;

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
        // Sealed directories have no write bit, and only root needs none.
        if ((inode.mode() & 0700) != 0700) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        List<Path> inside = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            children.forEach(inside::add);
        }
        inside.forEach(this::remove);
    }
}
