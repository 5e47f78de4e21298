package io.smolotchi.release;

import io.smolotchi.release.activation.OpenJournal;
import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.catalog.jdbc.CatalogFile;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.operation.LockFile;
import io.smolotchi.release.store.MarksNote;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.manifest.Manifest;
import io.smolotchi.release.store.manifest.Provenance;
import io.smolotchi.release.units.InstalledUnits;
import io.smolotchi.release.units.UnitFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Makes the catalog again from what lies beside the sealed trees. What happened is gone; what exists, its marks, and what is current are not. Numbers go on
 * after the last one that is still known, and an activation that is open gets its row, so that it can be recovered.
 */
final class CatalogRebuild {

    private final Parts parts;
    private final CatalogFile file;
    private final List<String> done = new ArrayList<>();

    CatalogRebuild(Parts parts) {
        this.parts = parts;
        this.file = new CatalogFile(parts.database());
    }

    private record Found(Version version, Digest digest, Provenance provenance, List<Mark> marks) {}

    CatalogReport rebuild(Caller caller) {
        String what = "catalog rebuild";
        try (LockFile.Held _ = parts.locks().stage(what, caller.actor());
                LockFile.Held _ = parts.locks().change(what, caller.actor())) {
            List<String> problems = file.problems();
            if (problems.isEmpty()) {
                return new CatalogReport(problems, List.of());
            }
            return anew(caller, problems);
        }
    }

    /**
     * Under the change lock alone: a recovery does not wait for a staging, whose releases come into being under the change lock.
     *
     * @param problem why there is no other way
     */
    CatalogReport rebuiltForRecovery(Caller caller, String problem) {
        return anew(caller, List.of(problem));
    }

    private CatalogReport anew(Caller caller, List<String> problems) {
        List<Found> found = found();
        Optional<Intent> open = OpenJournal.find(parts.openDirectory()).map(OpenJournal::intent);
        long last = last(found, open);
        file.setAside(parts.clock().instant()).ifPresent(aside -> done.add("what there was is kept as " + aside));
        file.create(last);
        parts.catalog().together(() -> fill(caller, found, open));
        done.add("gone: the history, the events, and which releases were healthy; prune deletes nothing until enough"
                + " have been healthy again, and a rollback has nothing to go back along");
        return new CatalogReport(problems, done);
    }

    /** In the order of staging. */
    private List<Found> found() {
        ReleaseStore store = parts.store();
        MarksNote notes = new MarksNote(store);
        List<Found> found = new ArrayList<>();
        for (Version version : store.releases()) {
            try {
                Digest digest = store.digest(version);
                found.add(new Found(version, digest, store.provenance(version), notes.read(version, digest)));
            } catch (RuntimeException e) {
                done.add("left out: " + version + ", because " + e.getMessage());
            }
        }
        found.sort(Comparator.comparing(one -> one.provenance().stagedAt()));
        return found;
    }

    /** An activation that is open keeps its number: two rows come before it at most. */
    private long last(List<Found> found, Optional<Intent> open) {
        if (open.isPresent()) {
            return Math.max(0, open.get().id().value() - 2);
        }
        LongStream known = found.stream()
                .flatMap(one -> one.marks().stream())
                .mapToLong(mark -> mark.by().value());
        OptionalLong recorded = file.lastOperation();
        LongStream copies = parts.snapshots().all().stream()
                .mapToLong(snapshot -> snapshot.id().value());
        return LongStream.concat(LongStream.concat(known, copies), recorded.stream())
                .max()
                .orElse(0);
    }

    private void fill(Caller caller, List<Found> found, Optional<Intent> open) {
        Catalog catalog = parts.catalog();
        Instant now = parts.clock().instant();
        boolean first = open.isPresent() && open.get().id().value() == 1;
        Optional<OperationId> opened = first ? Optional.of(reopen(open.get(), Optional.empty())) : Optional.empty();
        OperationId id = catalog.ask(OperationKind.REBUILD, caller, now, "{}", Optional.empty());
        for (Found one : found) {
            catalog.staged(release(one, id));
            one.marks()
                    .forEach(mark -> catalog.mark(
                            new Mark(mark.version(), mark.digest(), mark.kind(), true, mark.reason(), id, mark.at())));
        }
        done.add(found.size() + " releases are known again, with their marks");
        Optional<Version> current =
                open.isPresent() ? open.get().from() : parts.link().version();
        Optional<Found> live = current.flatMap(version ->
                found.stream().filter(one -> one.version().equals(version)).findFirst());
        live.ifPresent(one -> current(one, id, caller, open));
        catalog.append(NewEvent.of(id, Event.Type.NOTE, "", String.join("; ", done)), now);
        catalog.end(id, now, live.isPresent() ? new Outcome.Unchecked() : new Outcome.Done("nothing is current"));
        if (opened.isEmpty()) {
            open.ifPresent(intent -> reopen(intent, live.map(_ -> id)));
        }
    }

    private OperationId reopen(Intent intent, Optional<OperationId> parent) {
        Catalog catalog = parts.catalog();
        Instant now = parts.clock().instant();
        OperationId id = catalog.ask(intent.kind(), intent.caller(), now, "{}", Optional.empty());
        if (!id.equals(intent.id())) {
            throw new IllegalStateException("the open activation is @" + intent.id() + ", its new row @" + id);
        }
        catalog.open(new Activation(
                id,
                intent.kind(),
                intent.caller(),
                intent.from(),
                intent.to(),
                intent.digest(),
                id,
                parent,
                now,
                "{}",
                "{}",
                Optional.empty()));
        done.add("@" + id + " is still open: smolotchi-release recover");
        return id;
    }

    private Release release(Found one, OperationId by) {
        Manifest manifest = parts.store().manifest(one.version());
        return new Release(
                0,
                one.version(),
                one.digest(),
                by,
                one.provenance().stagedAt(),
                one.provenance().source(),
                manifest.count(),
                manifest.bytes(),
                Optional.empty());
    }

    /** What the link says is live, though nobody knows how well it is. */
    private void current(Found one, OperationId id, Caller caller, Optional<Intent> open) {
        parts.catalog()
                .open(new Activation(
                        id,
                        OperationKind.REBUILD,
                        caller,
                        Optional.empty(),
                        Optional.of(one.version()),
                        Optional.of(one.digest()),
                        id,
                        Optional.empty(),
                        parts.clock().instant(),
                        "{}",
                        "{}",
                        Optional.empty()));
        List<InstalledFile> files = open.map(intent -> intent.oldUnits().files().stream())
                .orElseGet(() -> installed(one.version()))
                .map(file -> new InstalledFile(file.path(), file.mode(), file.content()))
                .toList();
        parts.catalog().installed(id, files);
        done.add(one.version() + " is current, with " + files.size() + " installed files");
    }

    private Stream<UnitFile> installed(Version version) {
        Application application =
                parts.application().during(ReleaseDescriptor.read(parts.store().tree(version)));
        return new InstalledUnits(parts.root(), application).read(List.of()).files().stream();
    }
}
