package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Inode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares sealed releases with what was recorded when they were sealed, and says who else holds a damaged inode. */
public final class ReleaseVerification {

    private final SealedReleases store;
    private final HashedInodes hashed = new HashedInodes();

    ReleaseVerification(SealedReleases store) {
        this.store = store;
    }

    Map<Version, List<Difference>> of(List<Version> versions) throws IOException {
        Map<Version, List<Difference>> found = new LinkedHashMap<>();
        for (Version version : versions) {
            found.put(version, one(version));
        }
        return withHolders(found);
    }

    private List<Difference> one(Version version) throws IOException {
        List<Difference> found = new ArrayList<>();
        try {
            Provenance provenance = store.provenance(version);
            Digest digest = store.digest(version);
            if (!provenance.digest().equals(digest)) {
                found.add(new Difference(
                        "", Difference.Kind.MANIFEST, provenance.digest().abbreviated(), digest.abbreviated()));
            }
            found.addAll(Verification.compare(
                    store.places().tree(version), store.manifest(version), Optional.of(provenance.owner()), hashed));
        } catch (Refused unreadable) {
            found.add(new Difference(
                    "",
                    Difference.Kind.MANIFEST,
                    "",
                    unreadable.refusals().getFirst().what()));
        }
        return found;
    }

    private Map<Version, List<Difference>> withHolders(Map<Version, List<Difference>> found) throws IOException {
        Map<Path, Inode.Key> damaged = new HashMap<>();
        for (Map.Entry<Version, List<Difference>> one : found.entrySet()) {
            for (Difference difference : one.getValue()) {
                damaged(one.getKey(), difference)
                        .ifPresent(inode -> damaged.put(path(one.getKey(), difference), inode));
            }
        }
        SharedInodes shared = SharedInodes.find(Set.copyOf(damaged.values()), store.all(), store.places());
        Map<Version, List<Difference>> named = new LinkedHashMap<>();
        found.forEach((version, differences) -> named.put(
                version,
                differences.stream()
                        .map(difference -> Optional.ofNullable(damaged.get(path(version, difference)))
                                .map(inode -> difference.alsoIn(others(shared.holders(inode), version)))
                                .orElse(difference))
                        .toList()));
        return named;
    }

    private Optional<Inode.Key> damaged(Version version, Difference difference) throws IOException {
        if (!difference.kind().ofInode()) {
            return Optional.empty();
        }
        Inode inode;
        try {
            inode = Inode.of(path(version, difference));
        } catch (java.nio.file.NoSuchFileException gone) {
            return Optional.empty();
        }
        return inode.isFile() && inode.links() > 1 ? Optional.of(inode.key()) : Optional.empty();
    }

    private Path path(Version version, Difference difference) {
        return store.places().tree(version).resolve(difference.path());
    }

    private static List<Version> others(List<Version> holders, Version version) {
        return holders.stream().filter(holder -> !holder.equals(version)).toList();
    }
}
