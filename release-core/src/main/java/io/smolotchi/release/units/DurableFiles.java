package io.smolotchi.release.units;

import io.smolotchi.release.durable.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files that are on the disk when a call returns. */
final class DurableFiles {

    private DurableFiles() {}

    /** Writes a new file and syncs it; its name is durable after {@link #sync} of the directory. */
    static void write(Path file, UnitFile content) {
        try {
            Files.deleteIfExists(file);
            Durable.writeNew(file, content.bytes(), written -> {
                // The mode is not left to the umask, and is set before the sync that makes it durable
                Files.setPosixFilePermissions(written, DiskPlaces.permissions(content.mode()));
                if (content.owner().isPresent()) {
                    own(written, content.owner().get());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static void link(Path file, String target) {
        try {
            Files.deleteIfExists(file);
            Files.createSymbolicLink(file, Path.of(target));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rename " + from + " to " + to, e);
        }
    }

    /** A directory is left alone. */
    static void delete(Path file) {
        try {
            if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** Makes the directory and those above it that are missing, each with its name durable. */
    static void directories(Path directory) {
        newDirectories(directory).forEach(DurableFiles::sync);
    }

    /**
     * Makes the directory and those above it that are missing.
     *
     * @return the directories to {@link #sync}, which make their names durable
     */
    static List<Path> newDirectories(Path directory) {
        List<Path> parents = new ArrayList<>();
        try {
            for (Path missing : missing(directory).reversed()) {
                Files.createDirectory(missing);
                Files.setPosixFilePermissions(missing, DiskPlaces.permissions(0755));
                Optional.ofNullable(missing.getParent()).ifPresent(parents::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        return parents;
    }

    /** The lowest first. */
    private static List<Path> missing(Path directory) {
        return Stream.<@Nullable Path>iterate(directory, Objects::nonNull, Path::getParent)
                .takeWhile(path -> !Files.isDirectory(path))
                .toList();
    }

    static void sync(Path directory) {
        try {
            Durable.sync(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sync " + directory, e);
        }
    }

    private static void own(Path file, UnitFile.Owner owner) throws IOException {
        Map<String, Object> now = Files.readAttributes(file, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        // Who is not root can't give a file away, and need not where it is his already
        if (!Integer.valueOf(owner.user()).equals(now.get("uid"))) {
            Files.setAttribute(file, "unix:uid", owner.user(), LinkOption.NOFOLLOW_LINKS);
        }
        if (!Integer.valueOf(owner.group()).equals(now.get("gid"))) {
            Files.setAttribute(file, "unix:gid", owner.group(), LinkOption.NOFOLLOW_LINKS);
        }
    }
}
