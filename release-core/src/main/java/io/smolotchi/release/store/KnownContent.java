package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.manifest.Entry;
import io.smolotchi.release.store.manifest.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the newest sealed releases say that they hold which content. Only a hint where to look: whoever uses it reads what is there. Releases that are
 * staged one after the other hand their content on, so older ones than a few have nothing more to give.
 */
final class KnownContent {

    private static final int NEWEST = 4;

    private record Content(Digest digest, int mode) {}

    private final Map<String, Path> byPath = new HashMap<>();
    private final Map<Content, Path> byContent = new HashMap<>();
    private final Set<Long> sizes = new HashSet<>();

    static KnownContent none() {
        return new KnownContent();
    }

    static KnownContent of(ReleaseStore store) {
        KnownContent known = new KnownContent();
        List<Version> newest = newest(store);
        for (int i = 0; i < newest.size(); i++) {
            known.add(store, newest.get(i), i == 0);
        }
        return known;
    }

    /** At this path, or at it without the directory that wraps an archive, in the newest release. */
    Optional<Path> at(String path) {
        Path same = byPath.get(path);
        return Optional.ofNullable(same != null ? same : byPath.get(path.substring(path.indexOf('/') + 1)));
    }

    /** Whether there is any content of this size at all, so that hashing may find it. */
    boolean ofSize(long size) {
        return sizes.contains(size);
    }

    Optional<Path> of(Digest digest, int mode) {
        return Optional.ofNullable(byContent.get(new Content(digest, mode)));
    }

    /** Another file takes the place of one that can be linked no more. */
    void replace(Path source, Path other) {
        byPath.replaceAll((_, path) -> path.equals(source) ? other : path);
        byContent.replaceAll((_, path) -> path.equals(source) ? other : path);
    }

    private void add(ReleaseStore store, Version version, boolean paths) {
        Path tree = store.places().tree(version);
        for (Entry entry : manifest(store, version)) {
            if (entry instanceof Entry.File file && file.size() > 0) {
                Path path = tree.resolve(file.path());
                if (paths) {
                    byPath.put(file.path(), path);
                }
                if (byContent.putIfAbsent(new Content(file.digest(), file.mode()), path) == null) {
                    sizes.add(file.size());
                }
            }
        }
    }

    private static List<Entry> manifest(ReleaseStore store, Version version) {
        try {
            return store.manifest(version).entries();
        } catch (Refused unreadable) {
            return List.of();
        }
    }

    private static List<Version> newest(ReleaseStore store) {
        record Staged(Version version, Provenance provenance) {}
        List<Staged> staged = new ArrayList<>();
        for (Version version : store.releases()) {
            try {
                staged.add(new Staged(version, store.provenance(version)));
            } catch (Refused unreadable) {
                // Nobody knows what is in it.
            }
        }
        return staged.stream()
                .sorted(Comparator.comparing((Staged one) -> one.provenance().stagedAt())
                        .reversed())
                .limit(NEWEST)
                .map(Staged::version)
                .toList();
    }
}
