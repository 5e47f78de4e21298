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
import io.smolotchi.release.operation.Elapsed;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.state.Snapshots;
import io.smolotchi.release.state.StateRules;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.DiskUsage;
import io.smolotchi.release.store.ReleaseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Plans and carries out the deletion of releases that nobody needs any more. */
public final class Retention {

    private static final long MIB = 1L << 20;

    /** Releases that are taken out of sight together: enough for the waits not to matter, few enough to be deleted soon after. */
    private static final int AT_A_TIME = 64;

    private final CatalogReads catalog;
    private final ReleaseStore store;
    private final CurrentLink link;
    private final Supplier<Map<String, String>> namedBy;
    private final StateRules state;
    private final Snapshots snapshots;
    private final Clock clock;

    /** @param namedBy by what it names of the releases' directory: the installed unit that does */
    public Retention(
            CatalogReads catalog,
            ReleaseStore store,
            CurrentLink link,
            Supplier<Map<String, String>> namedBy,
            Snapshots snapshots,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.link = link;
        this.namedBy = namedBy;
        this.state = new StateRules(catalog, store, snapshots);
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /**
     * What would be deleted and why; touches nothing.
     *
     * @param inActivation what an open activation needs
     * @param open why an open activation forbids it; empty when there is none
     */
    public PrunePlan plan(Application.Retention settings, Needed inActivation, Optional<Refusal> open) {
        ReleaseHistory history = ReleaseHistory.of(catalog, store::holds);
        ReleaseStore.Contents contents = store.contents();
        List<Release> onDisk = catalog.releases().stream()
                .filter(Release::present)
                .filter(release -> contents.releases().contains(release.version()))
                .toList();
        Protection protection = new Protection(link.version(), inActivation.releases(), byProcess(), byUnit(onDisk));
        Instant now = clock.instant();
        DiskUsage usage = store.usage(onDisk.stream().map(Release::version).toList());
        RetentionRules.Decision decision = new RetentionRules(
                        history, state.heeded(history), onDisk, settings, protection, now, sinceBegun(settings))
                .decide(onDisk, usage::freedBy, need(settings, usage));
        List<PrunePlan.Copy> copies =
                new StateCopies(snapshots, state, settings.keepState()).rows(history, inActivation.copies(), now);
        int evidence = catalog.evidenceBefore(now.minus(settings.evidence()));
        List<String> notes = notes(contents, onDisk);
        List<Refusal> refusals = refusals(history, open);
        if (decision.over() > 0) {
            String over = ByteCount.words(decision.over()) + " over the limits of the disk, all protected or young";
            notes.add(over);
            boolean nothing = evidence == 0
                    && decision.rows().stream().noneMatch(PrunePlan.Row::delete)
                    && copies.stream().noneMatch(PrunePlan.Copy::delete);
            if (nothing) {
                refusals.add(Refusal.of(
                        Code.PRUNE_PROTECTED,
                        "cannot prune: " + over,
                        "smolotchi-release unpin VERSION, or other limits in /etc/smolotchi-release/release.yaml"));
            }
        }
        return new PrunePlan(PrunePlan.FORMAT, policy(settings), decision.rows(), copies, evidence, notes, refusals);
    }

    /**
     * @param releases that an open activation leaves or reaches
     * @param copies operations whose copies of the application's databases it needs
     */
    public record Needed(Set<Version> releases, Set<OperationId> copies) {
        public static final Needed NOTHING = new Needed(Set.of(), Set.of());

        public Needed {
            releases = Set.copyOf(releases);
            copies = Set.copyOf(copies);
        }
    }

    /** Asked for once each, and only where it matters how old something is. */
    private Function<OperationId, Optional<Duration>> sinceBegun(Application.Retention settings) {
        Map<OperationId, Optional<Duration>> known = new HashMap<>();
        return settings.minimumAge().isZero()
                ? _ -> Optional.empty()
                : id -> known.computeIfAbsent(id, one -> Elapsed.since(catalog, one));
    }

    /** Nothing is measured for a limit that is not set. */
    private DiskNeed need(Application.Retention settings, DiskUsage usage) {
        if (settings.budgetMebibytes().isEmpty() && settings.freeMebibytes().isEmpty()) {
            return DiskNeed.NONE;
        }
        try {
            Path base = store.location().directory();
            return new DiskNeed(usage.total(), Files.getFileStore(base).getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell the free space of the releases", e);
        }
    }

    /**
     * Deletes what the plan says; one failure does not stop the rest. Under the change lock.
     *
     * @param keepEvidence by the settings
     */
    public Outcome prune(PrunePlan plan, Duration keepEvidence, OperationId by, Catalog writes, Progress progress) {
        List<String> failures = new ArrayList<>(store.cleanLeftovers());
        failures.forEach(progress::note);
        failures.clear();
        recordGone(by, writes);
        long freed = 0;
        int deleted = 0;
        List<String> unfinished = new ArrayList<>();
        List<PrunePlan.Row> deletions = plan.deletions();
        Telling telling = new Telling(writes);
        for (int from = 0; from < deletions.size(); from += AT_A_TIME) {
            List<PrunePlan.Row> rows = deletions.subList(from, Math.min(from + AT_A_TIME, deletions.size()));
            rows.forEach(row -> telling.tell(
                    () -> progress.event(Event.Type.STEP_STARTED, "delete " + row.version(), row.reason())));
            // Before the first of them is out of sight.
            telling.now();
            Removals removals = hide(rows);
            List<PrunePlan.Row> gone =
                    rows.stream().filter(row -> !store.holds(row.version())).toList();
            writes.removed(gone.stream().map(PrunePlan.Row::sequence).toList(), by, clock.instant());
            for (PrunePlan.Row row : rows) {
                String what = "delete " + row.version();
                List<String> problems = removals.delete(row.version());
                if (!gone.contains(row)) {
                    failures.add(row.version() + ": " + String.join("; ", problems));
                    telling.tell(() -> progress.event(Event.Type.STEP_FAILED, what, String.join("; ", problems)));
                    continue;
                }
                deleted++;
                if (problems.isEmpty()) {
                    freed += row.freed();
                } else {
                    unfinished.add(row.version().value());
                }
                telling.tell(() -> {
                    problems.forEach(progress::note);
                    progress.event(Event.Type.STEP_DONE, what, "");
                });
            }
        }
        telling.now();
        freed += removeCopies(plan, failures, progress);
        freed += forgetEvidence(plan, keepEvidence, writes, progress);
        String done = "deleted " + deleted + (deleted == 1 ? " release, " : " releases, ") + ByteCount.words(freed)
                + " freed"
                + (unfinished.isEmpty()
                        ? ""
                        : "; what is left of " + String.join(", ", unfinished) + " goes with the next stage or prune");
        return failures.isEmpty()
                ? new Outcome.Done(plan.nothingToDo() ? "nothing to prune" : done)
                : new Outcome.Failed(Code.FAULT, done + "; cannot delete " + String.join("; ", failures));
    }

    private long removeCopies(PrunePlan plan, List<String> failures, Progress progress) {
        snapshots.sweep();
        long freed = 0;
        for (PrunePlan.Copy copy : plan.copiesToDelete()) {
            String what = "delete state @" + copy.id();
            progress.event(Event.Type.STEP_STARTED, what, copy.reason());
            try {
                snapshots.remove(copy.id());
                freed += copy.freed();
                progress.event(Event.Type.STEP_DONE, what, "");
            } catch (UncheckedIOException e) {
                failures.add("the state of @" + copy.id() + ": " + e.getMessage());
                progress.event(Event.Type.STEP_FAILED, what, String.valueOf(e.getMessage()));
            }
        }
        return freed;
    }

    /** The time is that of now, a little later than that of the plan. */
    private long forgetEvidence(PrunePlan plan, Duration keepEvidence, Catalog writes, Progress progress) {
        if (plan.evidence() == 0) {
            return 0;
        }
        int events = writes.forgetEvidence(clock.instant().minus(keepEvidence));
        progress.note("took away " + events + " events of evidence");
        long given = writes.shrink();
        if (given > 0) {
            progress.note("the catalog is " + ByteCount.words(given) + " smaller");
        }
        return given;
    }

    /** A prune that died between the deleting and the recording left these. */
    private void recordGone(OperationId by, Catalog writes) {
        List<Long> gone = catalog.releases().stream()
                .filter(Release::present)
                .filter(release -> !store.holds(release.version()))
                .map(Release::sequence)
                .toList();
        writes.removed(gone, by, clock.instant());
    }

    /** What deletes a release that is out of sight, and says what keeps it from being deleted, or deleted whole. */
    private interface Removals {
        List<String> delete(Version version);
    }

    private Removals hide(List<PrunePlan.Row> rows) {
        try {
            return store.hide(rows.stream().map(PrunePlan.Row::version).toList())::delete;
        } catch (UncheckedIOException e) {
            return _ -> List.of(String.valueOf(e.getMessage()));
        }
    }

    private Map<Version, String> byProcess() {
        // Below another root no process of this machine runs from it.
        return store.location().root().getNameCount() == 0
                ? new LiveProcesses(Path.of("/proc"), store.location().base() + "/releases").users()
                : Map.of();
    }

    private Map<Version, String> byUnit(List<Release> onDisk) {
        Map<String, String> units = namedBy.get();
        Map<Version, String> named = new HashMap<>();
        onDisk.stream()
                .map(Release::version)
                .forEach(version ->
                        Optional.ofNullable(units.get(version.value())).ifPresent(unit -> named.put(version, unit)));
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
                + Span.words(settings.minimumAge())
                + settings.budgetMebibytes()
                        .map(budget -> "; all together at most " + ByteCount.words(budget * MIB))
                        .orElse("")
                + settings.freeMebibytes()
                        .map(least -> "; at least " + ByteCount.words(least * MIB) + " free")
                        .orElse("");
    }
}
