package io.smolotchi.release.activation.steps;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.health.Baseline;
import io.smolotchi.release.state.StateWork;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.UnitFile;
import io.smolotchi.release.units.UnitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that both directions of an activation need, written down before the first act, so that neither the catalog nor the releases' descriptors
 * have to be read to go on or to go back.
 *
 * @param format of the JSON form
 * @param from what was current; empty before the first installation
 * @param to what is to be current; empty when units are taken away, or point at no release
 * @param markLeft whether the release that is left gets the mark "rolled back from"
 * @param oldUnits the files as they were, absent ones too
 * @param before state of every unit of either set: what ran, what was enabled
 * @param dependents active units outside of both sets that stop with ours
 * @param start units that the new set starts, services before timers and sockets
 * @param enable units that the new set enables because they are new in it
 * @param retire units that the new set no longer has
 * @param optional units whose failure is reported only
 * @param application settings of the new state
 * @param formerly settings of the old state, by which it is watched after an undo
 * @param kept files as the release has them, in whose place those stay that somebody changed by hand
 * @param untouched units that run on: neither they nor their code change
 * @param state what is done about the application's databases; empty when neither side declares any
 */
public record Intent(
        int format,
        OperationId id,
        OperationKind kind,
        Caller caller,
        Optional<Version> from,
        Optional<Version> to,
        Optional<Digest> digest,
        boolean markLeft,
        UnitSet oldUnits,
        UnitSet newUnits,
        Map<UnitName, Before> before,
        List<UnitName> dependents,
        List<UnitName> start,
        List<UnitName> enable,
        List<UnitName> retire,
        List<UnitName> optional,
        Application application,
        Application formerly,
        List<UnitFile> kept,
        Optional<StateWork> state,
        List<UnitName> untouched) {

    public Intent {
        // A journal of the version before has neither
        kept = Optional.ofNullable(kept).map(List::copyOf).orElse(List.of());
        untouched = Optional.ofNullable(untouched).map(List::copyOf).orElse(List.of());
        state = Optional.ofNullable(state).flatMap(Function.identity());
    }

    public static final int FORMAT = 2;

    /**
     * @param active whether it ran, or was about to: a unit between two restarts counts
     * @param fileState as systemd names it; empty when there was no unit file
     * @param invocation its last run, which is not to be taken for the one that this activation starts; empty when it never ran
     */
    public record Before(boolean active, String fileState, Optional<String> invocation) {

        public Before(boolean active, String fileState) {
            this(active, fileState, Optional.empty());
        }
    }

    public Goal goal() {
        return Goal.of(to, newUnits);
    }

    /** What is to run, for people. */
    public String goalWords() {
        return to.map(Version::value)
                .or(() -> application.project().filter(_ -> goal() == Goal.WORKING_TREE))
                .orElse("nothing");
    }

    /** The runs that must not be taken for those that this activation starts. */
    public Baseline baseline() {
        Map<UnitName, String> runs = new LinkedHashMap<>(earlier().before());
        untouched.forEach(runs::remove);
        return new Baseline(runs);
    }

    /** Every run of before: what runs on in one of them was not begun by this activation. */
    public Baseline earlier() {
        Map<UnitName, String> runs = new LinkedHashMap<>();
        before.forEach((unit, was) -> was.invocation().ifPresent(run -> runs.put(unit, run)));
        return new Baseline(runs);
    }

    /** Units that have to be active in the end: those that it starts, and those that run on by themselves. */
    public List<UnitName> toBeActive() {
        List<UnitName> startable = newUnits.started();
        return Stream.concat(start.stream(), untouched.stream().filter(startable::contains))
                .toList();
    }

    /** Every unit of either set that may be stopped and started. */
    public List<UnitName> touched() {
        return allUnits().stream().filter(unit -> !untouched.contains(unit)).toList();
    }

    /** Units that ran before, in no particular order. */
    public List<UnitName> ranBefore() {
        return before.entrySet().stream()
                .filter(entry -> entry.getValue().active())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Every unit of either set. */
    public List<UnitName> allUnits() {
        return before.keySet().stream().sorted().toList();
    }
}
