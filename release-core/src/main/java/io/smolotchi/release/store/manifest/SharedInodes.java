package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.disk.Inode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where in the sealed trees certain inodes are: every name of them, by release. */
final class SharedInodes {

    private static final Comparator<Version> BY_NAME = Comparator.comparing(Version::value);

    private final Set<Inode.Key> wanted;
    private final Map<Inode.Key, SortedMap<Version, Path>> places = new HashMap<>();

    private SharedInodes(Set<Inode.Key> wanted) {
        this.wanted = wanted;
    }

    /** Walks the trees only when there is something to look for. */
    static SharedInodes find(Set<Inode.Key> wanted, List<Version> releases, Places places) throws IOException {
        SharedInodes shared = new SharedInodes(wanted);
        if (!wanted.isEmpty()) {
            for (Version version : releases) {
                shared.look(version, places.tree(version));
            }
        }
        return shared;
    }

    /** Releases that hold it, sorted. */
    List<Version> holders(Inode.Key inode) {
        return List.copyOf(
                places.getOrDefault(inode, Collections.emptySortedMap()).keySet());
    }

    private void look(Version version, Path directory) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                Inode inode = Inode.of(child);
                if (inode.isDirectory()) {
                    look(version, child);
                } else if (wanted.contains(inode.key())) {
                    places.computeIfAbsent(inode.key(), _ -> new TreeMap<>(BY_NAME))
                            .putIfAbsent(version, child);
                }
            }
        } catch (NoSuchFileException beingRemoved) {
            // A prune may run beside a verification, which takes no lock.
        }
    }
}
