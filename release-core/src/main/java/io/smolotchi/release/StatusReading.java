package io.smolotchi.release;

import io.smolotchi.release.activation.OpenJournal;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.RollbackChoice;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.catalog.jdbc.CatalogFile;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import io.smolotchi.release.units.UnitPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a status together from disk, catalog and systemd; what one of them can't tell becomes a problem, not a failure. */
final class StatusReading {

    private final Parts parts;
    private final List<String> problems = new ArrayList<>();
    private final CatalogReads catalog;

    StatusReading(Parts parts) {
        this.parts = parts;
        this.catalog = readable();
    }

    /** What the disk tells is told also when what happened can't be read. */
    private CatalogReads readable() {
        try {
            parts.reads().operations(1);
            parts.reads().releases();
            parts.reads().historyRows().live(Optional.empty(), 1);
            boolean gone = !new CatalogFile(parts.database()).exists()
                    && !parts.store().releases().isEmpty();
            if (gone) {
                problems.add("the catalog is gone, and with it what is known of "
                        + parts.store().location().directory() + ": smolotchi-release catalog rebuild");
            }
            return parts.reads();
        } catch (CatalogException e) {
            problems.add(e.getMessage() + "; if it is broken: smolotchi-release catalog rebuild");
            return parts.nothingRecorded();
        }
    }

    Status read() {
        Application application = parts.known();
        settings();
        CurrentLink.Target target = parts.link().read();
        Optional<Version> current = parts.link().version();
        ReleaseHistory history = ReleaseHistory.of(catalog, parts.store()::holds);
        Optional<OpenJournal> open = open();
        mismatch(target, history, open.isPresent());
        parts.locks()
                .hungHolder()
                .ifPresent(hung -> problems.add(hung.words()
                        + " holds the lock past its deadline, and is ended by: smolotchi-release recover"));
        missing();
        Choices choices = choices(history);
        return new Status(
                application.name(),
                parts.root().dir().toString(),
                current,
                note(target, history),
                current.flatMap(version -> digest(version, history)),
                history.lastLive().filter(row -> row.to().equals(current)),
                open.map(journal -> journal.intent().id()),
                open.isPresent() && parts.locks().changeHolder().isPresent(),
                open.filter(journal -> journal.stranded() || parts.hold().isSet())
                        .isPresent(),
                systemState(),
                units(application, history),
                choices.rollback().target().flatMap(Activation::to),
                choices.rollback().explanation(),
                choices.redo().target().flatMap(Activation::to),
                disk(),
                schedule(),
                problems);
    }

    private record Choices(RollbackChoice rollback, RollbackChoice redo) {}

    /** A row far back that can't be read keeps nobody from seeing what runs. */
    private Choices choices(ReleaseHistory history) {
        Instant now = parts.clock().instant();
        try {
            ReleaseHistory fit = parts.stateRules(catalog).heeded(history);
            return new Choices(RollbackChoice.along(fit, 1, now), RollbackChoice.again(fit, now));
        } catch (CatalogException damaged) {
            problems.add(damaged.getMessage() + "; if it is broken: smolotchi-release catalog rebuild");
            RollbackChoice none = new RollbackChoice(Optional.empty(), List.of(), "the history can't be read");
            return new Choices(none, none);
        }
    }

    private ScheduleStatus schedule() {
        try {
            return new ScheduleReading(parts, catalog).read();
        } catch (CatalogException damaged) {
            problems.add(String.valueOf(damaged.getMessage()));
            return new ScheduleReading(parts, parts.nothingRecorded()).read();
        }
    }

    private void settings() {
        try {
            parts.application();
        } catch (Refused broken) {
            broken.refusals()
                    .forEach(refusal -> problems.add(refusal.what() + "; what is shown is by the settings before"));
        }
    }

    /** A release that somebody removed by hand. */
    private void missing() {
        catalog.releases().stream()
                .filter(Release::present)
                .filter(release -> !parts.store().holds(release.version()))
                .forEach(release -> problems.add(
                        release.version() + " was staged and is no longer on disk, though nobody pruned it"));
    }

    private Optional<Digest> digest(Version version, ReleaseHistory history) {
        return history.release(version)
                .map(Release::digest)
                .or(() ->
                        parts.store().holds(version) ? Optional.of(parts.store().digest(version)) : Optional.empty());
    }

    private Optional<OpenJournal> open() {
        try {
            Optional<OpenJournal> journal = OpenJournal.unfinished(parts.openDirectory(), catalog);
            journal.ifPresent(this::unfinished);
            return journal;
        } catch (Refused e) {
            e.refusals().forEach(refusal -> problems.add(refusal.what()));
            return Optional.empty();
        }
    }

    private void unfinished(OpenJournal journal) {
        if (parts.locks().changeHolder().isEmpty()) {
            String name = "activation @" + journal.intent().id();
            problems.add(journal.concluded()
                    .map(outcome -> name + " ended (" + outcome.word()
                            + "), and the catalog could not take it: smolotchi-release recover")
                    .orElse(name + " did not come to an end: smolotchi-release recover"));
        }
    }

    private void mismatch(CurrentLink.Target target, ReleaseHistory history, boolean open) {
        Optional<Version> recorded = history.current();
        Optional<Version> found = target instanceof CurrentLink.Target.Release release
                ? Optional.of(release.version())
                : Optional.empty();
        boolean known = history.lastLive().isPresent() || problems.isEmpty();
        if (!open && known && !recorded.equals(found)) {
            problems.add("by the history " + recorded.map(Version::value).orElse("nothing")
                    + " is current, by the link " + found.map(Version::value).orElse("nothing"));
        }
    }

    private String note(CurrentLink.Target target, ReleaseHistory history) {
        return switch (target) {
            case CurrentLink.Target.Absent _ ->
                history.lastLive()
                        .filter(row -> row.kind() == OperationKind.PROJECT)
                        .map(_ -> "units run the working tree "
                                + parts.inForce(catalog).code())
                        .orElse("nothing is installed");
            case CurrentLink.Target.Release _ -> "";
            case CurrentLink.Target.Dangling(Version version) -> "points at " + version + ", whose tree is not there";
            case CurrentLink.Target.Foreign(String text) -> "points at " + text + ", which is no release of ours";
            case CurrentLink.Target.NotALink(String kind) -> "is " + kind + ", not a link";
        };
    }

    private String systemState() {
        try {
            return parts.systemd().systemState();
        } catch (ServiceManagerException e) {
            problems.add("systemd does not answer: " + e.getMessage());
            return "unknown";
        }
    }

    private Optional<List<UnitName>> installed(ReleaseHistory history) {
        try {
            return history.lastLive()
                    .map(row -> catalog.installedFiles(row.id()).stream()
                            .flatMap(file -> UnitPaths.unitAt(file.path()).stream())
                            .toList());
        } catch (Refused damaged) {
            damaged.refusals().forEach(refusal -> problems.add(refusal.what() + ": " + refusal.remedy()));
            return Optional.empty();
        } catch (CatalogException damaged) {
            problems.add(String.valueOf(damaged.getMessage()));
            return Optional.empty();
        }
    }

    private List<Status.UnitHealth> units(Application application, ReleaseHistory history) {
        List<UnitName> installed = installed(history)
                .orElseGet(() ->
                        application.units().install().stream().map(UnitName::of).toList());
        if (installed.isEmpty()) {
            return List.of();
        }
        try {
            Map<UnitName, UnitState> states = parts.systemd().states(installed);
            boolean running = parts.systemd().running();
            return installed.stream()
                    .flatMap(unit -> Optional.ofNullable(states.get(unit)).stream())
                    .filter(state -> history.lastLive().isPresent() || state.exists())
                    .map(state -> health(state, application, running))
                    .toList();
        } catch (ServiceManagerException e) {
            problems.add("the units' states are unknown: " + e.getMessage());
            return List.of();
        }
    }

    private static Status.UnitHealth health(UnitState state, Application application, boolean running) {
        boolean wanted = state.fileState().startsWith("enabled");
        boolean well = !running || (wanted ? state.isActive() : !state.isFailed());
        return new Status.UnitHealth(
                state.name().value(),
                state.active() + " (" + state.sub() + ")",
                well,
                application.units().optional().contains(state.name().value()),
                state.mainPid(),
                state.restarts(),
                state.memoryBytes(),
                state.activeSince(),
                state.fileState());
    }

    /** @param free of the releases' file system */
    private void full(long free) {
        if (free == 0) {
            problems.add("no space is left for releases; a rollback is still possible: smolotchi-release prune");
        }
    }

    private Status.Disk disk() {
        try {
            Path base = parts.store().location().directory();
            FileStore store =
                    Files.getFileStore(Files.exists(base) ? base : parts.root().dir());
            full(store.getUsableSpace());
            return new Status.Disk(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException | UncheckedIOException e) {
            problems.add("the free space is unknown: " + e.getMessage());
            return new Status.Disk(0, 0);
        }
    }
}
