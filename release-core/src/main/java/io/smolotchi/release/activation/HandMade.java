package io.smolotchi.release.activation;

import io.smolotchi.release.operation.DriftChoice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.Drift;
import io.smolotchi.release.units.UnitFile;
import io.smolotchi.release.units.UnitLink;
import io.smolotchi.release.units.UnitPaths;
import io.smolotchi.release.units.UnitSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Installed files that somebody changed by hand, and what becomes of them.
 *
 * @param wanted what is to be installed
 * @param kept files as the release has them, in whose place somebody's stay. They are what is recorded, so that the change stays known
 */
record HandMade(List<Drift> drifts, Optional<DriftChoice> choice, UnitSet wanted, List<UnitFile> kept) {

    /** @param rendered what the release asks for; what is like it already is nobody's change any more */
    static HandMade of(List<Drift> all, UnitSet old, UnitSet rendered, Optional<DriftChoice> choice) {
        List<Drift> drifts = all.stream()
                .filter(drift -> !same(old.file(drift.path()), rendered.file(drift.path())))
                .toList();
        if (drifts.isEmpty() || !choice.equals(Optional.of(DriftChoice.KEEP))) {
            return new HandMade(drifts, choice, rendered, List.of());
        }
        List<UnitFile> files = new ArrayList<>(rendered.files());
        List<UnitLink> links = new ArrayList<>(rendered.links());
        List<UnitName> units = new ArrayList<>(rendered.units());
        List<UnitFile> kept = new ArrayList<>();
        for (Drift drift : drifts) {
            Optional<UnitFile> ours = rendered.file(drift.path());
            if (ours.isEmpty()) {
                continue;
            }
            kept.add(ours.get());
            files.remove(ours.get());
            Optional<UnitFile> theirs = old.file(drift.path());
            Optional<UnitLink> link = old.link(drift.path());
            theirs.ifPresent(files::add);
            link.ifPresent(links::add);
            if (theirs.isEmpty() && link.isEmpty()) {
                UnitPaths.unitAt(drift.path()).ifPresent(units::remove);
            }
        }
        List<UnitName> optional =
                rendered.optional().stream().filter(units::contains).toList();
        return new HandMade(drifts, choice, new UnitSet(files, links, units, optional), kept);
    }

    private static boolean same(Optional<UnitFile> one, Optional<UnitFile> other) {
        return one.isPresent()
                && other.isPresent()
                && one.get().content().equals(other.get().content())
                && one.get().mode() == other.get().mode();
    }

    /** @param goal what is refused: "activate 1.2.0" */
    Optional<Refusal> refusal(String goal) {
        if (drifts.isEmpty() || choice.isPresent()) {
            return Optional.empty();
        }
        String paths = drifts.stream().map(HandMade::words).collect(Collectors.joining(", "));
        return Optional.of(Refusal.of(
                Code.UNIT_DRIFT,
                "cannot " + goal + ": changed by hand since it was installed: " + paths,
                "look: smolotchi-release units diff. Keep the change in a drop-in of your own; or again with --keep-drift, which leaves"
                        + " these files as they are, or with --overwrite-drift"));
    }

    List<String> warnings() {
        return choice.map(chosen -> drifts.stream()
                        .map(drift -> words(drift) + " by hand, and "
                                + (chosen == DriftChoice.OVERWRITE
                                        ? "is overwritten"
                                        : kept.stream()
                                                        .anyMatch(file ->
                                                                file.path().equals(drift.path()))
                                                ? "is kept so"
                                                : "goes with its unit"))
                        .toList())
                .orElse(List.of());
    }

    private static String words(Drift drift) {
        return drift.path() + " ("
                + drift.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }
}
