package io.smolotchi.release.store.manifest;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.UnknownRelease;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.OnDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sealed releases as they lie there: which there are, and what their seals say of them. Only reads, and takes no lock. Methods throw
 * {@link UncheckedIOException} when the disk fails, and {@link Refused} (RELEASE_UNKNOWN) for a version that is not sealed.
 */
public final class SealedReleases {

    private final Places places;

    public SealedReleases(Places places) {
        this.places = places;
    }

    public Places places() {
        return places;
    }

    /** Sorted by name. */
    public List<Version> all() {
        return OnDisk.doing(
                "list " + places.meta(),
                () -> Places.names(places.meta()).stream()
                        .flatMap(name -> Version.parse(name).stream())
                        .filter(this::holds)
                        .toList());
    }

    /** Whether the version is sealed, and not on its way out. */
    public boolean holds(Version version) {
        return Files.isDirectory(places.seal(version), NOFOLLOW_LINKS)
                && (Files.exists(places.tree(version), NOFOLLOW_LINKS)
                        || !Files.exists(places.removing(version), NOFOLLOW_LINKS));
    }

    /** @throws Refused RELEASE_UNKNOWN */
    public void require(Version version) {
        if (!holds(version)) {
            throw new Refused(UnknownRelease.refusal("use", version, all()));
        }
    }

    /** @throws Refused also RELEASE_DAMAGED or FORMAT_NEWER */
    public Manifest manifest(Version version) {
        return Manifest.parse(text(version, Places.MANIFEST));
    }

    /** Of the manifest as it is on disk now. */
    public Digest digest(Version version) {
        return Digest.of(text(version, Places.MANIFEST));
    }

    /** @throws Refused also RELEASE_DAMAGED or FORMAT_NEWER */
    public Provenance provenance(Version version) {
        return ProvenanceText.read(text(version, Places.PROVENANCE));
    }

    /** Every difference between trees and manifests, sorted by path, in the order of the versions; what they share by hard links is read once. */
    public Map<Version, List<Difference>> verify(List<Version> versions) {
        versions.forEach(this::require);
        return OnDisk.doing("verify " + versions, () -> new ReleaseVerification(this).of(versions));
    }

    private String text(Version version, String name) {
        require(version);
        Path file = places.seal(version).resolve(name);
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException | CharacterCodingException e) {
            throw new Refused(
                    Code.RELEASE_DAMAGED,
                    "cannot read the " + name + " of " + version + ": because it is gone or not text",
                    "smolotchi-release verify " + version);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
