package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.durable.Durable;
import io.smolotchi.release.store.disk.Durability;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.disk.Why;
import io.smolotchi.release.store.manifest.Places;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Releases on their way out. They are out of sight at once and durably, with three waits for the disk however many they are: for the markers that tell
 * trash from a damaged release, for the trees, for what makes them releases. Deleting them then takes its time, and needs no waits.
 */
public final class Removal {

    private final Places places;
    private final Map<Version, List<Path>> trash = new LinkedHashMap<>();
    private final Map<Version, List<String>> problems = new LinkedHashMap<>();

    private Removal(Places places) {
        this.places = places;
    }

    /** One release that can't be moved does not keep the others from it. */
    static Removal of(Places places, List<Version> versions) throws IOException {
        Removal removal = new Removal(places);
        removal.hide(versions);
        return removal;
    }

    private void hide(List<Version> versions) throws IOException {
        versions.forEach(version -> step(version, () -> {
            Path tree = places.releases().resolve(Places.TRASH + Places.freshId());
            Path seal = places.meta().resolve(Places.TRASH + Places.freshId());
            byte[] marker = (tree.getFileName() + "\n").getBytes(StandardCharsets.US_ASCII);
            Files.deleteIfExists(places.removing(version));
            if (versions.size() == 1) {
                Durability.writeNew(places.removing(version), 0644, marker);
            } else {
                Durability.writeUnsynced(places.removing(version), 0644, marker);
            }
            trash.put(version, List.of(seal, tree));
        }));
        if (versions.size() == 1) {
            Durable.sync(places.meta());
        } else {
            Durability.syncFileSystem(places.meta());
        }
        List.copyOf(trash.keySet())
                .forEach(version -> step(version, () -> {
                    if (Files.exists(places.tree(version), NOFOLLOW_LINKS)) {
                        move(
                                places.tree(version),
                                trash.getOrDefault(version, List.of()).getLast());
                    }
                }));
        Durable.sync(places.releases());
        List.copyOf(trash.keySet())
                .forEach(version -> step(
                        version,
                        () -> move(
                                places.seal(version),
                                trash.getOrDefault(version, List.of()).getFirst())));
        Durable.sync(places.meta());
        trash.keySet().forEach(version -> step(version, () -> Files.deleteIfExists(places.removing(version))));
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private interface Step {
        void run() throws IOException;
    }

    /** What fails ends the way of this release. One that was moved in part is finished by whoever cleans up next. */
    private void step(Version version, Step step) {
        if (problems.containsKey(version)) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            problems.computeIfAbsent(version, _ -> new ArrayList<>())
                    .add("cannot remove " + version + ": because " + Why.of(e));
        }
    }

    /** What keeps the release from being out of sight; empty when it is. */
    public List<String> problems(Version version) {
        return List.copyOf(problems.getOrDefault(version, List.of()));
    }

    /**
     * Deletes what is out of sight.
     *
     * @return what could not be deleted and why, left for {@link ReleaseStore#cleanLeftovers}; the release is gone all the same
     */
    public List<String> delete(Version version) {
        List<String> failures = new ArrayList<>(problems(version));
        if (failures.isEmpty()) {
            trash.getOrDefault(version, List.of()).forEach(tree -> failures.addAll(TreeDeletion.delete(tree)));
        }
        return List.copyOf(failures);
    }
}
