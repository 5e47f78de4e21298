package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.durable.Durable;
import io.smolotchi.release.store.disk.Durability;
import io.smolotchi.release.store.disk.FileSystemSync;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.manifest.Entry;
import io.smolotchi.release.store.manifest.Manifest;
import io.smolotchi.release.store.manifest.Places;
import io.smolotchi.release.store.manifest.Provenance;
import io.smolotchi.release.store.manifest.ProvenanceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The last part of staging: from a tree that nobody sees to a release that exists. Everything is written first; then the file system is synced once, for
 * all of it; then two renames, each made durable before what counts on it. The order is everything.
 */
final class Seal {

    private final Places places;
    private final Version version;
    private final FileSystemSync disk;
    private final Path partial;

    Seal(Places places, Version version, FileSystemSync disk) {
        this.places = places;
        this.version = version;
        this.disk = disk;
        this.partial = places.meta().resolve(Places.PARTIAL + Places.freshId());
    }

    /** Writes down that this tree is about to get the version's name, so that one of that name without a seal is known to be ours. */
    void announce(Path tree) throws IOException {
        Durability.writeUnsynced(places.preparing(version), 0644, Leftovers.marker(tree));
    }

    /** Writes, where it is no seal yet, what makes a release of the tree, and takes the write bits of the tree's directories. */
    void write(Path tree, Manifest manifest, Provenance provenance) throws IOException {
        dropWriteBits(tree, manifest.entries());
        Files.createDirectory(partial);
        Modes.set(partial, 0755);
        write(partial.resolve(Places.MANIFEST), manifest.text());
        write(partial.resolve(Places.PROVENANCE), ProvenanceText.write(provenance));
    }

    /** Before each rename: what gets a name must not be less, after a power cut, than what was written. */
    void sync() throws IOException {
        disk.sync();
    }

    /**
     * Gives the announced tree its final name, under which it is no release yet.
     *
     * @throws FileAlreadyExistsException when something of that name appeared
     */
    void place(Path tree) throws IOException {
        Durability.renameToNew(tree, places.tree(version));
    }

    /** A file system need not keep renames in two directories in order: btrfs has shown a seal without its tree after a power cut. */
    void syncPlace() throws IOException {
        Durable.sync(places.releases());
    }

    /** Makes a release of the tree that was placed, durable when it returns. */
    void publish() throws IOException {
        Durability.renameToNew(partial, places.seal(version));
        Durable.sync(places.meta());
        // Not synced: should it come back, whoever holds stage.lock next drops it, since there is a seal.
        Files.deleteIfExists(places.preparing(version));
    }

    private static void dropWriteBits(Path tree, List<Entry> entries) throws IOException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Directory directory) {
                Modes.set(tree.resolve(directory.path()), directory.mode());
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Durability.writeUnsynced(file, 0444, text.getBytes(StandardCharsets.UTF_8));
    }
}
