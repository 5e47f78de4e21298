package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.durable.Durable;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.manifest.Places;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an interrupted staging or removal left. A marker names the inode of the tree that it is about, so that a directory which somebody else has put
 * there meanwhile is never taken for ours.
 */
final class Leftovers {

    private final Places places;

    Leftovers(Places places) {
        this.places = places;
    }

    /** Names below {@code releases/} that the next {@link #clean} takes away or puts right. */
    List<String> found() throws IOException {
        List<String> found = new ArrayList<>(below(places.releases(), Places.PARTIAL, Places.TRASH));
        for (String name : below(places.meta(), Places.PARTIAL, Places.TRASH, Places.PREPARING, Places.REMOVING)) {
            found.add(Places.META + "/" + name);
        }
        return found;
    }

    /** @return a sentence for each thing that was done, or could not be */
    List<String> clean() throws IOException {
        List<String> done = new ArrayList<>();
        for (String name : below(places.meta(), Places.PREPARING)) {
            takeBackPreparation(places.meta().resolve(name), name.substring(Places.PREPARING.length()), done);
        }
        for (String name : below(places.meta(), Places.REMOVING)) {
            finishRemoval(places.meta().resolve(name), name.substring(Places.REMOVING.length()), done);
        }
        for (Path directory : List.of(places.meta(), places.releases())) {
            for (String name : below(directory, Places.PARTIAL, Places.TRASH)) {
                done.add("deleted the leftover " + name);
                done.addAll(TreeDeletion.delete(directory.resolve(name)));
            }
        }
        return done;
    }

    static byte[] marker(Path tree) throws IOException {
        return (Inode.of(tree).number() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void takeBackPreparation(Path marker, String name, List<String> done) throws IOException {
        Optional<Version> version = Version.parse(name);
        if (version.isPresent()
                && !Files.isDirectory(places.seal(version.get()), NOFOLLOW_LINKS)
                && marks(marker, places.tree(version.get()))) {
            trash(places.tree(version.get()), places.releases());
            done.add("deleted the tree of " + name + ", whose staging was interrupted before it was sealed");
        }
        drop(marker);
    }

    private void finishRemoval(Path marker, String name, List<String> done) throws IOException {
        Optional<Version> version = Version.parse(name);
        if (version.isPresent()
                && Files.isDirectory(places.seal(version.get()), NOFOLLOW_LINKS)
                && !Files.exists(places.tree(version.get()), NOFOLLOW_LINKS)) {
            trash(places.seal(version.get()), places.meta());
            done.add("finished the interrupted removal of " + name);
        }
        drop(marker);
    }

    /** An empty or torn marker was never synced, so nothing was renamed because of it. */
    private static boolean marks(Path marker, Path tree) throws IOException {
        try {
            String text = Files.readString(marker, StandardCharsets.US_ASCII);
            return text.equals(Inode.of(tree).number() + "\n");
        } catch (NoSuchFileException | java.nio.charset.CharacterCodingException none) {
            return false;
        }
    }

    private static void trash(Path directory, Path parent) throws IOException {
        Files.move(directory, parent.resolve(Places.TRASH + Places.freshId()), StandardCopyOption.ATOMIC_MOVE);
        Durable.sync(parent);
    }

    /** Not synced: what it is about is settled, and should it come back the next one drops it again. */
    private static void drop(Path marker) throws IOException {
        Files.deleteIfExists(marker);
    }

    private static List<String> below(Path directory, String... prefixes) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                for (String prefix : prefixes) {
                    if (name.startsWith(prefix)) {
                        names.add(name);
                    }
                }
            }
        } catch (NoSuchFileException nothingThere) {
            return List.of();
        }
        names.sort(String::compareTo);
        return names;
    }
}
