package io.smolotchi.release.state;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.PlanJson;
import io.smolotchi.release.plan.StateLevel;
import io.smolotchi.release.plan.StatePlan;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.ReleaseStore;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Which releases may run on the application's databases as they are, by what releases declare of them. */
public final class StateRules {

    private static final Logger LOG = LoggerFactory.getLogger(StateRules.class);

    private final CatalogReads catalog;
    private final ReleaseStore store;
    private final Snapshots snapshots;

    public StateRules(CatalogReads catalog, ReleaseStore store, Snapshots snapshots) {
        this.catalog = catalog;
        this.store = store;
        this.snapshots = snapshots;
    }

    /** What the databases ask of a release now. */
    public StateLevel level(ReleaseHistory history) {
        StateLevel recorded = history.lastLive()
                .flatMap(row -> catalog.activation(row.id()))
                .flatMap(this::withPlan)
                .flatMap(StateRules::left)
                .orElse(StateLevel.NONE);
        return raised(recorded, history.current().map(this::declared).orElseGet(StateRules::nothing));
    }

    /** An adoption has no plan, and touches no database: what was so before is so still. */
    private Optional<Activation> withPlan(Activation row) {
        Optional<Activation> found = Optional.of(row);
        while (found.filter(one -> one.kind() == OperationKind.ADOPT).isPresent()) {
            found = found.flatMap(Activation::parent).flatMap(catalog::activation);
        }
        return found;
    }

    /** A record that can't be read tells nothing: what the present release declares is known all the same. */
    private static Optional<StateLevel> left(Activation row) {
        try {
            return PlanJson.read(row.plan(), ActivationPlan.class).state().map(StatePlan::leaves);
        } catch (JacksonException | IllegalArgumentException | Refused e) {
            LOG.debug("the plan of @{} does not say what it left", row.id(), e);
            return Optional.empty();
        }
    }

    /** What a release that is on disk says of its databases; nothing when it can't be read, which is refused elsewhere. */
    ReleaseDescriptor.State declared(Version version) {
        try {
            return store.holds(version)
                    ? ReleaseDescriptor.read(store.tree(version)).state()
                    : nothing();
        } catch (Refused | UncheckedIOException e) {
            LOG.debug("release.yaml of {} can't be read", version, e);
            return nothing();
        }
    }

    static ReleaseDescriptor.State nothing() {
        return ReleaseDescriptor.none().state();
    }

    /** Once a release has run that declares this. */
    StateLevel raised(StateLevel level, ReleaseDescriptor.State declared) {
        Optional<Integer> schema = Stream.concat(level.schema().stream(), declared.schema().stream())
                .max(Comparator.naturalOrder());
        Optional<Version> floor = Stream.concat(declared.rollbackFloor().stream(), level.floor().stream())
                .max(Comparator.comparingLong(version -> sequence(version).orElse(0L)));
        return new StateLevel(schema, floor);
    }

    /** The history in which what does not go with the databases as they are is no target. */
    public ReleaseHistory heeded(ReleaseHistory history) {
        StateLevel level = level(history);
        return level.equals(StateLevel.NONE)
                ? history
                : history.heeding(
                        row -> row.to().flatMap(history::release).flatMap(release -> below(level, release, history)));
    }

    /** The history in which what the databases can't be brought back for is no target. */
    public ReleaseHistory restorable(ReleaseHistory history) {
        return history.heeding(row -> leaving(row.id()).isPresent()
                ? Optional.empty()
                : Optional.of("no copy of its state was kept when it was left"));
    }

    /** Made when that position was last left. */
    public Optional<Snapshot> leaving(OperationId position) {
        return snapshots.leaving(
                position, id -> catalog.activation(id).filter(Activation::live).isPresent());
    }

    /** Why the release can't run on the databases as they are, as a clause. */
    public Optional<String> below(StateLevel level, Release release, ReleaseHistory history) {
        Optional<Version> floor = level.floor().filter(version -> isBelow(release, version, history));
        if (floor.isPresent()) {
            return Optional.of("the databases do not go back below " + floor.get());
        }
        int known = declared(release.version()).schema().orElse(0);
        return level.schema()
                .filter(schema -> known < schema)
                .map(schema -> (known == 0 ? "it declares no schema" : "it knows schema " + known)
                        + " of the databases, which have schema " + schema);
    }

    /** A floor that was never staged here lies above whatever is older than the present release, which may have declared it. */
    boolean isBelow(Release release, Version floor, ReleaseHistory history) {
        long from = sequence(floor)
                .or(() -> history.current().flatMap(this::sequence))
                .orElse(Long.MAX_VALUE);
        return !release.version().equals(floor) && release.sequence() < from;
    }

    private Optional<Long> sequence(Version version) {
        return catalog.release(version)
                .map(Release::sequence)
                .or(() -> catalog.releases().stream()
                        .filter(release -> release.version().equals(version))
                        .map(Release::sequence)
                        .max(Comparator.naturalOrder()));
    }
}
