package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The last part of staging: from a tree that nobody sees to a release that exists. The order is everything; see the comments for what each sync is for.
 */
final class Seal {

    private final Places places;
    private final Version version;
    private final FileSystemSync disk;

    Seal(Places places, Version version, FileSystemSync disk) {
        this.places = places;
        this.version = version;
        this.disk = disk;
    }

    /**
     * Gives the tree its final name, under which it is no release yet.
     *
     * @param tree whose content is durable already
     * @throws FileAlreadyExistsException when something of that name appeared
     */
    void place(Path tree) throws IOException {
        // Durable before the rename, so that a tree under the version's name without a seal is known to be ours.
        Durability.writeNew(places.preparing(version), 0644, Leftovers.marker(tree));
        Durability.syncDirectory(places.meta());
        try {
            Durability.renameToNew(tree, places.tree(version));
        } catch (FileAlreadyExistsException taken) {
            dropMarker();
            throw taken;
        }
        Durability.syncDirectory(places.releases());
    }

    /** Makes a release of the tree that was placed. */
    void publish(Manifest manifest, Provenance provenance) throws IOException {
        dropWriteBits(manifest.entries());
        // Before the seal: a release that exists has the modes that its manifest says.
        disk.sync();
        seal(manifest, provenance);
        dropMarker();
    }

    private void dropWriteBits(List<Entry> entries) throws IOException {
        Path tree = places.tree(version);
        for (Entry entry : entries) {
            if (entry instanceof Entry.Directory directory) {
                Modes.set(tree.resolve(directory.path()), directory.mode());
            }
        }
    }

    private void seal(Manifest manifest, Provenance provenance) throws IOException {
        Path partial = places.meta().resolve(Places.PARTIAL + Places.freshId());
        Files.createDirectory(partial);
        Modes.set(partial, 0755);
        write(partial.resolve(Places.MANIFEST), manifest.text());
        write(partial.resolve(Places.PROVENANCE), ProvenanceText.write(provenance));
        Durability.syncDirectory(partial);
        Durability.renameToNew(partial, places.seal(version));
        Durability.syncDirectory(places.meta());
    }

    private void dropMarker() throws IOException {
        Files.deleteIfExists(places.preparing(version));
        Durability.syncDirectory(places.meta());
    }

    private static void write(Path file, String text) throws IOException {
        Durability.writeNew(file, 0444, text.getBytes(StandardCharsets.UTF_8));
    }
}
