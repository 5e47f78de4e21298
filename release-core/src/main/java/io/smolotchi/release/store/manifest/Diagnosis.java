package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.ProcessIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds out what can be done about the damage of releases. Damage of a file that several releases share is looked at in all of them, because mending one
 * name of it would leave the others as they are.
 */
public final class Diagnosis {

    private final SealedReleases store;
    private final ProcessIdentity identity;
    private final List<Mend> mends = new ArrayList<>();
    private final List<Refusal> hopeless = new ArrayList<>();
    /** Files to be restored, those that are one inode together. */
    private final Map<Object, Damaged> damaged = new LinkedHashMap<>();

    private record Damaged(Entry.File file, String owner, List<Mend.Place> places) {}

    /** What has to agree before several names may become one file again. */
    private record OneFile(Inode.Key inode, Digest digest, int mode, String owner) {}

    public Diagnosis(SealedReleases store, ProcessIdentity identity) {
        this.store = store;
        this.identity = identity;
    }

    /** @param trusted whether the manifest beside a release is the one that was recorded when it was staged */
    public Repairs of(List<Version> versions, Predicate<Version> trusted) throws IOException {
        for (Map.Entry<Version, List<Difference>> one :
                withThoseThatShare(versions).entrySet()) {
            look(one.getKey(), one.getValue(), trusted);
        }
        Set<Digest> wanted =
                damaged.values().stream().map(one -> one.file().digest()).collect(Collectors.toSet());
        IntactBytes bytes = new IntactBytes(store, wanted);
        damaged.values()
                .forEach(one -> bytes.of(one.file())
                        .ifPresentOrElse(
                                from -> mends.add(new Mend.Content(one.places(), one.file(), one.owner(), from)),
                                () -> nowhere(one)));
        return new Repairs(mends, hopeless);
    }

    private Map<Version, List<Difference>> withThoseThatShare(List<Version> versions) {
        Map<Version, List<Difference>> found = new LinkedHashMap<>(store.verify(versions));
        Set<Version> others = new LinkedHashSet<>();
        found.values().forEach(differences -> differences.forEach(one -> others.addAll(one.alsoIn())));
        versions.forEach(others::remove);
        store.verify(List.copyOf(others))
                .forEach((other, differences) -> found.put(
                        other,
                        differences.stream()
                                .filter(one -> !Collections.disjoint(one.alsoIn(), versions))
                                .toList()));
        return found;
    }

    private void look(Version version, List<Difference> differences, Predicate<Version> trusted) throws IOException {
        Map<String, Set<Difference.Kind>> byPath = new TreeMap<>();
        differences.forEach(one -> byPath.computeIfAbsent(one.path(), _ -> EnumSet.noneOf(Difference.Kind.class))
                .add(one.kind()));
        boolean altered = byPath.getOrDefault("", Set.of()).contains(Difference.Kind.MANIFEST);
        if (altered || !trusted.test(version)) {
            hopeless(
                    new Mend.Place(version, ""),
                    "what its manifest says is not what was recorded when it was staged",
                    "smolotchi-release stage SOURCE --version NEW");
            return;
        }
        if (byPath.isEmpty()) {
            return;
        }
        String owner = store.provenance(version).owner();
        Map<String, Entry> entries = new HashMap<>();
        store.manifest(version).entries().forEach(entry -> entries.put(entry.path(), entry));
        Set<String> inTheWay = new LinkedHashSet<>();
        for (Map.Entry<String, Set<Difference.Kind>> one : byPath.entrySet()) {
            String path = one.getKey();
            if (inTheWay.stream().noneMatch(above -> path.startsWith(above + "/"))) {
                Optional<Entry> entry = Optional.ofNullable(entries.get(path));
                boolean hopeless = obstacle(new Mend.Place(version, path), entry, one.getValue(), owner);
                if (hopeless) {
                    inTheWay.add(path);
                } else {
                    mend(new Mend.Place(version, path), entry.orElseThrow(), owner);
                }
            }
        }
    }

    /** Whether something stands in the way that is for people to take away. */
    private boolean obstacle(Mend.Place place, Optional<Entry> entry, Set<Difference.Kind> kinds, String owner) {
        String remove = "rm -r -- '" + path(place).toString().replace("'", "'\\''") + "'";
        if (entry.isEmpty()) {
            hopeless(place, "it is no part of the release, and nothing is deleted here", remove);
            return true;
        }
        if (kinds.contains(Difference.Kind.TYPE)) {
            hopeless(place, "something else lies there, and nothing is deleted here", remove);
            return true;
        }
        if (kinds.contains(Difference.Kind.UNREADABLE) && entry.get() instanceof Entry.Directory) {
            hopeless(place, "the directory can't be read", "dmesg | tail");
            return true;
        }
        if (!identity.root() && !identity.owner().equals(owner)) {
            hopeless(place, "it belongs to " + owner + ", and this process is not root", "sudo");
            return true;
        }
        return false;
    }

    private void mend(Mend.Place place, Entry entry, String owner) throws IOException {
        switch (entry) {
            case Entry.Directory directory -> mends.add(new Mend.Directory(place, directory, owner));
            case Entry.Link link -> mends.add(new Mend.Link(place, link, owner));
            case Entry.File file ->
                damaged.computeIfAbsent(
                                identityOf(place, file, owner), _ -> new Damaged(file, owner, new ArrayList<>()))
                        .places()
                        .add(place);
        }
    }

    private Object identityOf(Mend.Place place, Entry.File file, String owner) throws IOException {
        try {
            Inode inode = Inode.of(path(place));
            return inode.isFile() && inode.links() > 1
                    ? new OneFile(inode.key(), file.digest(), file.mode(), owner)
                    : place;
        } catch (java.nio.file.NoSuchFileException missing) {
            return place;
        }
    }

    private void nowhere(Damaged one) {
        one.places()
                .forEach(place -> hopeless(
                        place, "no release holds its bytes any more", "smolotchi-release stage SOURCE --version NEW"));
    }

    private void hopeless(Mend.Place place, String why, String remedy) {
        String what = place.path().isEmpty() ? place.version().value() : place.toString();
        hopeless.add(new Refusal(Code.REPAIR_IMPOSSIBLE, "cannot mend " + what + ": because " + why, remedy));
    }

    private java.nio.file.Path path(Mend.Place place) {
        return store.places().tree(place.version()).resolve(place.path());
    }
}
