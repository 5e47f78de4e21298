package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.durable.Durable;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Durability;
import io.smolotchi.release.store.disk.Held;
import io.smolotchi.release.store.disk.HeldBytes;
import io.smolotchi.release.store.disk.OnDisk;
import io.smolotchi.release.store.manifest.Difference;
import io.smolotchi.release.store.manifest.Manifest;
import io.smolotchi.release.store.manifest.Places;
import io.smolotchi.release.store.manifest.Provenance;
import io.smolotchi.release.store.manifest.SealedReleases;
import io.smolotchi.release.store.source.ScratchDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sealed releases on disk. Reads take no lock and may run beside any change. Methods throw {@link UncheckedIOException} when the disk fails, and
 * {@link Refused} (RELEASE_UNKNOWN) for a version that is not sealed.
 */
public final class ReleaseStore {

    private final StoreLocation location;
    private final Places places;
    private final SealedReleases sealed;

    public ReleaseStore(StoreLocation location) {
        this.location = location;
        this.places = new Places(location.directory());
        this.sealed = new SealedReleases(places);
    }

    /**
     * What lies below {@code releases/}.
     *
     * @param releases sealed, sorted by name, which is not the order of staging
     * @param foreign names that are not ours: reported, never touched
     * @param leftovers names that an interrupted staging or removal left, or that one makes now
     */
    public record Contents(List<Version> releases, List<String> foreign, List<String> leftovers) {}

    public StoreLocation location() {
        return location;
    }

    public Contents contents() {
        return OnDisk.doing("list " + places.releases(), () -> {
            List<String> foreign = new ArrayList<>();
            for (String name : Places.names(places.releases())) {
                boolean ours = name.equals(Places.META)
                        || name.startsWith(Places.PARTIAL)
                        || name.startsWith(Places.TRASH)
                        || Version.parse(name).filter(this::oursOrInPreparation).isPresent();
                if (!ours) {
                    foreign.add(name);
                }
            }
            return new Contents(releases(), foreign, new Leftovers(places).found());
        });
    }

    /** Sealed releases, sorted by name. */
    public List<Version> releases() {
        return sealed.all();
    }

    /** Whether the version is sealed, and not on its way out. */
    public boolean holds(Version version) {
        return sealed.holds(version);
    }

    /** The directory of a sealed release; not to be written to. */
    public Path tree(Version version) {
        sealed.require(version);
        return places.tree(version);
    }

    /** @throws Refused also RELEASE_DAMAGED or FORMAT_NEWER */
    public Manifest manifest(Version version) {
        return sealed.manifest(version);
    }

    /** Of the manifest as it is on disk now. */
    public Digest digest(Version version) {
        return sealed.digest(version);
    }

    /** @throws Refused also RELEASE_DAMAGED or FORMAT_NEWER */
    public Provenance provenance(Version version) {
        return sealed.provenance(version);
    }

    /** Every difference between tree and manifest, sorted by path; uses all processors. Empty when the release is intact. */
    public List<Difference> verify(Version version) {
        return verify(List.of(version)).getOrDefault(version, List.of());
    }

    /** The same for several releases, in their order: what they share by hard links is read once. */
    public Map<Version, List<Difference>> verify(List<Version> versions) {
        return sealed.verify(versions);
    }

    /** A text kept beside the release, such as its marks; empty when there is none. */
    public Optional<String> note(Version version, String name) {
        sealed.require(version);
        Path file = noteFile(version, name);
        return OnDisk.doing(
                "read " + file,
                () -> Files.exists(file, NOFOLLOW_LINKS)
                        ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
                        : Optional.empty());
    }

    /** Keeps a text beside the release, replacing an older one whole; durable when it returns. */
    public void keepNote(Version version, String name, String text) {
        sealed.require(version);
        Path file = noteFile(version, name);
        OnDisk.doing("write " + file, () -> {
            Path temporary = file.resolveSibling("." + name + ".new");
            Files.deleteIfExists(temporary);
            Durability.writeNew(temporary, 0644, text.getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            Durable.sync(places.seal(version));
            return file;
        });
    }

    /** What this release holds of the disk. */
    public Holding holding(Version version) {
        Held held = heldBy(Set.of(version));
        return new Holding(held.alone(0), held.total(Set.of(0)) - held.alone(0));
    }

    /** What deleting each release alone would free, in bytes. One that is removed meanwhile is left out. */
    public Map<Version, Long> bytesHeldAlone() {
        List<Version> all = releases();
        return OnDisk.doing("measure releases", () -> {
            Map<Version, Long> alone = new LinkedHashMap<>();
            if (all.isEmpty()) {
                return alone;
            }
            HeldBytes held = new HeldBytes(places.releases());
            for (int i = 0; i < all.size(); i++) {
                addUnlessRemoved(held, i, all.get(i));
            }
            Held found = held.held();
            for (int i = 0; i < all.size(); i++) {
                if (holds(all.get(i))) {
                    alone.put(all.get(i), found.alone(i));
                }
            }
            return alone;
        });
    }

    /** What deleting all of these would free, in bytes: what has several names counts once, and only when none of them stays. */
    public long bytesFreedBy(Set<Version> versions) {
        return heldBy(versions).alone(0);
    }

    /** By these together, as the owner 0. */
    private Held heldBy(Set<Version> versions) {
        versions.forEach(sealed::require);
        return OnDisk.doing("measure releases", () -> {
            HeldBytes held = new HeldBytes(places.releases());
            for (Version version : versions) {
                held.add(0, places.tree(version));
            }
            if (held.copyingOnWrite()) {
                for (Version other : releases()) {
                    if (!versions.contains(other)) {
                        addUnlessRemoved(held, 1, other);
                    }
                }
            }
            return held.held();
        });
    }

    private void addUnlessRemoved(HeldBytes held, int owner, Version version) throws IOException {
        try {
            held.add(owner, places.tree(version));
        } catch (NoSuchFileException | DirectoryIteratorException e) {
            if (holds(version)) {
                throw e;
            }
        }
    }

    /** What these releases take of the disk; one that is removed meanwhile takes nothing. Uses all processors where names alone tell. */
    public DiskUsage usage(Collection<Version> versions) {
        return OnDisk.doing("measure releases", () -> {
            if (!Files.isDirectory(places.releases())) {
                return UsageByNames.of(versions, places);
            }
            HeldBytes held = new HeldBytes(places.releases());
            if (!held.copyingOnWrite()) {
                return UsageByNames.of(versions, places);
            }
            List<Version> all = List.copyOf(versions);
            for (int i = 0; i < all.size(); i++) {
                addUnlessRemoved(held, i, all.get(i));
            }
            // What is not asked about stays, and keeps what it shares.
            int others = all.size();
            for (Version other : releases()) {
                if (!all.contains(other)) {
                    addUnlessRemoved(held, others, other);
                }
            }
            return new UsageByExtents(all, held.held());
        });
    }

    /**
     * Removes a release: out of sight at once and durably, then deleted. The caller holds stage.lock and the lock of changes, and has made sure that
     * nothing needs it.
     *
     * @return what could not be deleted and why, left for {@link #cleanLeftovers}; the release is gone all the same
     */
    public List<String> remove(Version version) {
        Removal removal = hide(List.of(version));
        if (holds(version)) {
            throw new UncheckedIOException(new IOException(String.join("; ", removal.problems(version))));
        }
        return removal.delete(version);
    }

    /** The first half of it, of many releases at a time. */
    public Removal hide(List<Version> versions) {
        versions.forEach(sealed::require);
        return OnDisk.doing("take releases away", () -> Removal.of(places, versions));
    }

    /**
     * Puts right what an interrupted staging or removal left. The caller holds stage.lock: what looks left over may be somebody's work otherwise.
     *
     * @return a sentence for each thing that was done, or could not be; empty when there was nothing
     */
    public List<String> cleanLeftovers() {
        return OnDisk.doing("clean up " + places.releases(), () -> List.copyOf(new Leftovers(places).clean()));
    }

    /**
     * Deletes the working directories, outside of {@code releases/}, of processes that were killed while they read a source.
     *
     * @return a sentence for each thing that was done, or could not be; empty when there was nothing
     */
    public static List<String> cleanWork() {
        try {
            return List.copyOf(ScratchDirectory.cleanUp());
        } catch (IOException | DirectoryIteratorException e) {
            return List.of("cannot clean up the work of killed processes: because " + e.getMessage());
        }
    }

    Places places() {
        return places;
    }

    SealedReleases sealed() {
        return sealed;
    }

    private boolean oursOrInPreparation(Version version) {
        return holds(version) || Files.exists(places.preparing(version), NOFOLLOW_LINKS);
    }

    private Path noteFile(Version version, String name) {
        if (name.isEmpty()
                || name.startsWith(".")
                || name.indexOf('/') >= 0
                || name.equals(Places.MANIFEST)
                || name.equals(Places.PROVENANCE)) {
            throw new IllegalArgumentException("not a name for a note: " + name);
        }
        return places.seal(version).resolve(name);
    }
}
