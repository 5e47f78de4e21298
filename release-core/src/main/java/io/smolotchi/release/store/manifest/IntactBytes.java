package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds content in the sealed releases. Their manifests say where to look; what is read there decides. */
final class IntactBytes {

    private final SealedReleases store;
    private final Map<Digest, List<Mend.Place>> named = new HashMap<>();
    private final HashedInodes hashed = new HashedInodes();
    private final FileHash hash = new FileHash();

    IntactBytes(SealedReleases store, Set<Digest> wanted) {
        this.store = store;
        if (!wanted.isEmpty()) {
            store.all().forEach(version -> look(version, wanted));
        }
    }

    /** A place that holds it now; empty when none does. */
    Optional<Mend.Place> of(Entry.File file) {
        return named.getOrDefault(file.digest(), List.of()).stream()
                .filter(place -> holds(place, file))
                .findFirst();
    }

    private void look(Version version, Set<Digest> wanted) {
        try {
            for (Entry entry : store.manifest(version).entries()) {
                if (entry instanceof Entry.File file && wanted.contains(file.digest())) {
                    named.computeIfAbsent(file.digest(), _ -> new ArrayList<>())
                            .add(new Mend.Place(version, file.path()));
                }
            }
        } catch (Refused unreadable) {
            // Nobody knows what is in it.
        }
    }

    private boolean holds(Mend.Place place, Entry.File file) {
        try {
            var path = store.places().tree(place.version()).resolve(place.path());
            Inode inode = Inode.of(path);
            return inode.isFile()
                    && hashed.of(path, inode, hash).equals(new FileHash.Content(file.digest(), file.size()));
        } catch (IOException goneOrUnreadable) {
            return false;
        }
    }
}
