package io.smolotchi.release;

import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.manifest.Difference;
import io.smolotchi.release.store.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Verifies releases against what lies beside them, and that against the catalog: whoever changes one of the two does not change the other. */
final class Verifying {

    private final ReleaseStore store;
    private final CatalogReads catalog;

    Verifying(ReleaseStore store, CatalogReads catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    List<VerifiedRelease> verify(Optional<Version> version) {
        List<Version> versions = version.map(List::of).orElseGet(store::releases);
        Map<Version, List<Difference>> found = store.verify(versions);
        return versions.stream()
                .map(one -> verified(one, found.getOrDefault(one, List.of())))
                .toList();
    }

    private VerifiedRelease verified(Version version, List<Difference> differences) {
        List<Difference> all = new ArrayList<>(differences);
        recorded(version).ifPresent(all::addFirst);
        Optional<Manifest> manifest = manifest(version);
        return new VerifiedRelease(
                version,
                manifest.map(Manifest::count).orElse(0L),
                manifest.map(Manifest::bytes).orElse(0L),
                all.stream().map(Verifying::finding).toList());
    }

    private Optional<Manifest> manifest(Version version) {
        try {
            return Optional.of(store.manifest(version));
        } catch (Refused unreadable) {
            return Optional.empty();
        }
    }

    /** That another manifest was recorded when the release was staged, if so. */
    Optional<Difference> recorded(Version version) {
        return catalog.release(version)
                .filter(Release::present)
                .map(Release::digest)
                .filter(digest -> !digest.equals(store.digest(version)))
                .map(digest -> new Difference(
                        "",
                        Difference.Kind.MANIFEST,
                        digest.abbreviated() + " in the catalog",
                        store.digest(version).abbreviated(),
                        List.of()));
    }

    private static VerifiedRelease.Finding finding(Difference difference) {
        return new VerifiedRelease.Finding(
                difference.kind().name().toLowerCase(Locale.ROOT),
                difference.path(),
                difference.expected(),
                difference.found(),
                difference.alsoIn(),
                difference.toString());
    }
}
