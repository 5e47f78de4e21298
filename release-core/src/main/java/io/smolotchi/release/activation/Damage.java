package io.smolotchi.release.activation;

import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.manifest.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody changed in a sealed release, in a sentence: what it holds comes before how it is held, and whom else it hits is named. */
final class Damage {

    private static final int NAMED = 8;

    /** A copy over a tree re-modes and re-owns all of it: that says less than what it holds now. */
    private static final Set<Difference.Kind> LESS = EnumSet.of(Difference.Kind.MODE, Difference.Kind.OWNER);

    private Damage() {}

    /** Empty when the tree is what it was when it was staged. */
    static Optional<String> of(ReleaseStore store, Release release) {
        List<String> clauses = new ArrayList<>();
        if (!store.digest(release.version()).equals(release.digest())) {
            clauses.add("its manifest is not the one that was staged");
        }
        List<Difference> differences = store.verify(release.version());
        Map<String, Difference> byPath = new LinkedHashMap<>();
        differences.stream()
                .sorted(Comparator.comparing(difference -> LESS.contains(difference.kind())))
                .forEach(difference -> byPath.putIfAbsent(difference.path(), difference));
        byPath.values().stream()
                .limit(NAMED)
                .map(difference -> difference.alsoIn(List.of()))
                .map(Difference::toString)
                .forEach(clauses::add);
        if (clauses.isEmpty()) {
            return Optional.empty();
        }
        int more = byPath.size() - NAMED;
        String others = differences.stream()
                .flatMap(difference -> difference.alsoIn().stream())
                .map(Version::value)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return Optional.of(String.join("; ", clauses)
                + (more > 0 ? " and " + more + " more" : "")
                + (others.isEmpty() ? "" : "; the same files, and so the same damage, in " + others));
    }
}
