package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.ProcessIdentity;
import io.smolotchi.release.store.disk.SpaceWatch;
import io.smolotchi.release.store.disk.Why;
import io.smolotchi.release.store.manifest.Diagnosis;
import io.smolotchi.release.store.manifest.Mending;
import io.smolotchi.release.store.manifest.Repairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;

/** Puts intact bytes in the place of damaged ones, where some sealed release still holds them. */
public final class Repair {

    /** So many notes at most go into the history of one repair. */
    private static final int MOST_NOTES = 100;

    private final ReleaseStore store;
    private final StagingRules rules;

    public Repair(ReleaseStore store, StagingRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /**
     * Reads every byte of these releases, and of those that share a damaged file with them. Changes nothing.
     *
     * @param trusted whether the manifest beside a release is the one that was recorded when it was staged
     * @throws Refused RELEASE_UNKNOWN
     */
    public Repairs find(List<Version> versions, Predicate<Version> trusted) {
        try {
            return new Diagnosis(store.sealed(), ProcessIdentity.read()).of(versions, trusted);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the damage: because " + Why.of(e), e);
        }
    }

    /**
     * Mends what can be mended; durable when it returns. The caller holds stage.lock and the lock of changes.
     *
     * @throws Refused SPACE_SHORT or CANCELLED, with nothing changed
     */
    public void carryOut(Repairs repairs, Progress progress) {
        SpaceWatch space = new SpaceWatch(store.places().releases(), "mend releases", rules.reserve());
        try {
            new Mending(store.places(), rules.hardLinks(), ProcessIdentity.read()).run(repairs.mends(), progress);
        } catch (IOException e) {
            throw space.explain(e);
        }
        List<String> effects = repairs.effects();
        effects.stream().limit(MOST_NOTES).forEach(effect -> progress.note("done: " + effect));
        if (effects.size() > MOST_NOTES) {
            progress.note("done: " + (effects.size() - MOST_NOTES) + " more of that kind");
        }
    }
}
