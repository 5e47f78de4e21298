package io.smolotchi.release.retention;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Span;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.ReleaseStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Plans and carries out the deletion of releases that nobody needs any more. */
public final class Retention {

    private final CatalogReads catalog;
    private final ReleaseStore store;
    private final CurrentLink link;
    private final Function<Version, Optional<String>> namedBy;
    private final Clock clock;

    /** @param namedBy the installed unit that names the release's own path, if any */
    public Retention(
            CatalogReads catalog,
            ReleaseStore store,
            CurrentLink link,
            Function<Version, Optional<String>> namedBy,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.link = link;
        this.namedBy = namedBy;
        this.clock = clock;
    }

    /**
     * What would be deleted and why; touches nothing.
     *
     * @param inActivation releases that an open activation leaves or reaches
     * @param open why an open activation forbids it; empty when there is none
     */
    public PrunePlan plan(Application.Retention settings, Set<Version> inActivation, Optional<Refusal> open) {
        ReleaseHistory history = ReleaseHistory.of(catalog, store::holds);
        ReleaseStore.Contents contents = store.contents();
        List<Release> onDisk = catalog.releases().stream()
                .filter(Release::present)
                .filter(release -> contents.releases().contains(release.version()))
                .toList();
        Protection protection = new Protection(link.version(), inActivation, byProcess(), byUnit(onDisk));
        List<PrunePlan.Row> rows = new RetentionRules(history, onDisk, settings, protection, clock.instant())
                .rows(onDisk, store::bytesFreedBy);
        return new PrunePlan(
                PrunePlan.FORMAT, policy(settings), rows, notes(contents, onDisk), refusals(history, open));
    }

    /** Deletes what the plan says; one failure does not stop the rest. Under the change lock. */
    public Outcome prune(PrunePlan plan, OperationId by, Catalog writes, Progress progress) {
        List<String> failures = new ArrayList<>(store.cleanLeftovers());
        failures.forEach(progress::note);
        failures.clear();
        recordGone(by, writes);
        long freed = 0;
        int deleted = 0;
        for (PrunePlan.Row row : plan.deletions()) {
            progress.event(Event.Type.STEP_STARTED, "delete " + row.version(), row.reason());
            List<String> problems = remove(row.version());
            if (store.holds(row.version())) {
                failures.add(row.version() + ": " + String.join("; ", problems));
                progress.event(Event.Type.STEP_FAILED, "delete " + row.version(), String.join("; ", problems));
                continue;
            }
            writes.removed(row.sequence(), by, clock.instant());
            problems.forEach(progress::note);
            deleted++;
            freed += row.freed();
            progress.event(Event.Type.STEP_DONE, "delete " + row.version(), "");
        }
        String done = "deleted " + deleted + (deleted == 1 ? " release, " : " releases, ") + ByteCount.words(freed)
                + " freed";
        return failures.isEmpty()
                ? new Outcome.Done(deleted == 0 ? "nothing to prune" : done)
                : new Outcome.Failed(Code.FAULT, done + "; cannot delete " + String.join("; ", failures));
    }

    /** A prune that died between the deleting and the recording left these. */
    private void recordGone(OperationId by, Catalog writes) {
        catalog.releases().stream()
                .filter(Release::present)
                .filter(release -> !store.holds(release.version()))
                .forEach(release -> writes.removed(release.sequence(), by, clock.instant()));
    }

    /** What kept it from being deleted, or from being deleted whole. */
    private List<String> remove(Version version) {
        try {
            return store.remove(version);
        } catch (UncheckedIOException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private Map<Version, String> byProcess() {
        // Below another root no process of this machine runs from it.
        return store.location().root().getNameCount() == 0
                ? new LiveProcesses(Path.of("/proc"), store.location().base() + "/releases").users()
                : Map.of();
    }

    private Map<Version, String> byUnit(List<Release> onDisk) {
        Map<Version, String> named = new HashMap<>();
        onDisk.forEach(
                release -> namedBy.apply(release.version()).ifPresent(unit -> named.put(release.version(), unit)));
        return named;
    }

    private List<Refusal> refusals(ReleaseHistory history, Optional<Refusal> open) {
        List<Refusal> refusals = new ArrayList<>(open.stream().toList());
        boolean known = switch (link.read()) {
            case CurrentLink.Target.Release(Version version) -> store.holds(version);
            case CurrentLink.Target.Absent _ -> history.current().isEmpty();
            case CurrentLink.Target.Dangling _, CurrentLink.Target.Foreign _, CurrentLink.Target.NotALink _ -> false;
        };
        if (!known) {
            refusals.add(Refusal.of(
                    Code.CURRENT_UNKNOWN,
                    "cannot prune: " + link.path()
                            + " does not point at a release of ours, so what is needed can't be told",
                    "smolotchi-release status"));
        }
        return refusals;
    }

    private static List<String> notes(ReleaseStore.Contents contents, List<Release> onDisk) {
        Set<Version> known = new HashSet<>();
        onDisk.forEach(release -> known.add(release.version()));
        List<String> notes = new ArrayList<>();
        contents.foreign().forEach(name -> notes.add(name + " is not a release of ours and is left alone"));
        contents.releases().stream()
                .filter(version -> !known.contains(version))
                .forEach(version -> notes.add(version + " is sealed but not in the catalog, and is left alone"));
        return notes;
    }

    private static String policy(Application.Retention settings) {
        return "keep the last " + settings.keep() + " healthy releases, " + settings.keepFailed()
                + " that never were, and everything younger than "
                + Span.words(settings.minimumAge());
    }
}
