package io.smolotchi.release.comparison;

import io.smolotchi.release.catalog.UnknownRelease;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.plan.ReleaseComparison;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.manifest.Manifest;
import io.smolotchi.release.units.Placement;
import io.smolotchi.release.units.Rendering;
import io.smolotchi.release.units.UnitDiff;
import io.smolotchi.release.units.UnitRenderer;
import io.smolotchi.release.units.UnitSet;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares two releases on disk. */
public final class Comparison {

    private static final String SYSTEM_PYTHON = "/usr/bin/python3";

    private final ReleaseStore store;
    private final Application application;

    /** @param application the host's settings, under which units are rendered */
    public Comparison(ReleaseStore store, Application application) {
        this.store = store;
        this.application = application;
    }

    /** @throws Refused when one of them is not on disk; both are named when neither is */
    public ReleaseComparison between(Version from, Version to) {
        List<Refusal> missing = Stream.of(from, to)
                .distinct()
                .filter(version -> !store.holds(version))
                .map(version -> UnknownRelease.refusal("compare", version, store.releases()))
                .toList();
        if (!missing.isEmpty()) {
            throw new Refused(missing);
        }
        Manifest before = store.manifest(from);
        Manifest after = store.manifest(to);
        List<String> notes = new ArrayList<>();
        return new ReleaseComparison(
                from,
                to,
                before.bytes(),
                after.bytes(),
                units(from, to, notes),
                new TreeComparison(store.tree(from), before, store.tree(to), after).changes(),
                VenvPackages.changes(before, after),
                notes);
    }

    private List<UnitChange> units(Version from, Version to, List<String> notes) {
        Optional<UnitSet> before = rendered(from, notes);
        Optional<UnitSet> after = rendered(to, notes);
        return before.flatMap(
                        one -> after.map(other -> UnitDiff.between(one, other).changes()))
                .orElse(List.of());
    }

    /** Empty for a release whose own description is refused, which no release that was sealed by this program should be. */
    private Optional<UnitSet> rendered(Version version, List<String> notes) {
        Path tree = store.tree(version);
        try {
            ReleaseDescriptor descriptor = ReleaseDescriptor.read(tree);
            Application during = application.during(descriptor);
            Rendering rendering = new UnitRenderer(during)
                    .render(tree, descriptor, Placement.prod(during, interpreter(tree, during)));
            rendering.refusals().forEach(refusal -> notes.add(version + ": " + refusal.what()));
            return Optional.of(rendering.set());
        } catch (Refused e) {
            e.refusals().forEach(refusal -> notes.add("units of " + version + ": " + refusal.what()));
            return Optional.empty();
        }
    }

    /** As it would stand in a unit: the release's own where it has one. Whether it is usable is for the plan to say. */
    private static String interpreter(Path tree, Application application) {
        return Files.exists(tree.resolve(".venv/bin/python"), LinkOption.NOFOLLOW_LINKS)
                ? application.directories().current() + "/.venv/bin/python"
                : application.python().interpreter().orElse(SYSTEM_PYTHON);
    }
}
