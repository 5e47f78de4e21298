package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.durable.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** New directories and files with their modes whatever the umask is, and still there after a power cut. */
final class NewFiles {

    private NewFiles() {}

    /** With its parents; mode 0755. Leaves one that exists as it is. */
    static void directory(Path dir) throws IOException {
        Path wanted = dir.toAbsolutePath().normalize();
        if (Files.isDirectory(wanted)) {
            return;
        }
        @Nullable Path parent = wanted.getParent();
        if (parent != null) {
            directory(parent);
        }
        // Not createDirectory: another process may make it at the same moment.
        Files.createDirectories(wanted);
        Files.setPosixFilePermissions(wanted, PosixFilePermissions.fromString("rwxr-xr-x"));
        sync(parent);
    }

    /** Mode 0640. SQLite gives its log and index files the mode of the database. */
    static void empty(Path file) throws IOException {
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        sync(file.getParent());
    }

    static void moveDurably(Path from, Path to) throws IOException {
        sync(from);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(to.getParent());
    }

    private static void sync(@Nullable Path fileOrDirectory) throws IOException {
        if (fileOrDirectory != null) {
            Durable.sync(fileOrDirectory);
        }
    }
}
