package io.smolotchi.release;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.source.StagingSource;
import io.smolotchi.release.units.InstalledUnits;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes over what was installed by hand or by another installer: the directory at {@code current} is copied to a release, then the two are exchanged in one
 * step, and what is installed is recorded as it is. No service is touched.
 */
final class Adoption {

    private final Parts parts;

    Adoption(Parts parts) {
        this.parts = parts;
    }

    /**
     * What would be done.
     *
     * @param version that is adopted; empty when nothing is
     * @param source to be staged first; empty when that was done before a crash
     */
    record Intended(SmallPlan plan, Optional<Version> version, Optional<StagingSource> source) {}

    Intended intended(Request.Adopt request) {
        Optional<Refusal> interrupted = parts.interruption("adopt");
        if (interrupted.isPresent()) {
            return refused(List.of(interrupted.get()));
        }
        Path path = parts.link().path();
        if (request.back()) {
            return back(path);
        }
        return switch (parts.link().read()) {
            case CurrentLink.Target.NotALink(String kind)
            when kind.equals("a directory") -> directory(path, request.version());
            case CurrentLink.Target.NotALink(String kind) ->
                refused(List.of(Refusal.of(
                        Code.CURRENT_NOT_A_LINK, "cannot adopt " + path + ": because it is " + kind, "move it away")));
            case CurrentLink.Target.Release(Version version) -> link(version);
            case CurrentLink.Target.Absent _ ->
                refused(List.of(Refusal.of(
                        Code.CURRENT_UNKNOWN,
                        "cannot adopt " + path + ": because there is nothing",
                        "smolotchi-release install-systemd --project-dir DIR")));
            case CurrentLink.Target.Dangling(Version version) -> foreign(path, "releases/" + version);
            case CurrentLink.Target.Foreign(String target) -> foreign(path, target);
        };
    }

    /** As long as nothing else has become live. The release that was made stays, for whoever wants it. */
    private Intended back(Path path) {
        ReleaseHistory history = ReleaseHistory.of(parts.reads(), parts.store()::holds);
        Optional<Activation> last = history.lastLive().filter(row -> row.kind() == OperationKind.ADOPT);
        Optional<Version> adopted = last.flatMap(Activation::to);
        if (last.isPresent() && adopted.isEmpty() && parts.link().read() instanceof CurrentLink.Target.NotALink) {
            return nothing("the adoption was taken back already");
        }
        if (adopted.isEmpty()) {
            return refused(List.of(Refusal.of(
                    Code.CURRENT_UNKNOWN,
                    "cannot take an adoption back: because none is the last change of what runs",
                    "smolotchi-release history")));
        }
        Version version = adopted.get();
        boolean kept = parts.link().keepsAdopted(version);
        boolean link = parts.link().version().equals(adopted);
        // Nobody's directory is exchanged for one that somebody put there since.
        boolean halfDone = !kept && parts.link().read() instanceof CurrentLink.Target.NotALink;
        if (!halfDone && !(kept && link)) {
            return refused(List.of(Refusal.of(
                    Code.CURRENT_UNKNOWN,
                    "cannot take the adoption of " + version + " back: because "
                            + (kept ? path + " is not the link to it any more" : "the directory is no longer kept"),
                    "smolotchi-release show " + version)));
        }
        return new Intended(
                new SmallPlan(
                        SmallPlan.FORMAT,
                        "take the adoption of " + version + " back",
                        List.of(
                                "put the directory back at " + path + ", in the place of the link, in one step",
                                "forget what was recorded of units; no service is touched",
                                "kept: the release " + version),
                        false,
                        List.of()),
                adopted,
                Optional.empty());
    }

    private Intended directory(Path path, Optional<Version> asked) {
        StagingSource source = new StagingSource.OnDisk(path);
        StagePlan stage = parts.staging().plan(source, asked);
        List<Refusal> refusals = new ArrayList<>(stage.refusals());
        if (stage.versionFrom().startsWith("the time")) {
            refusals.add(Refusal.of(
                    Code.VERSION_MALFORMED,
                    "cannot adopt " + path + ": because it does not say which version it is",
                    "smolotchi-release adopt --version VERSION"));
        }
        if (!refusals.isEmpty()) {
            return refused(refusals);
        }
        Version version = stage.version().orElseThrow();
        List<String> effects = List.of(
                "copy " + path + " to a release " + version + ", and seal it",
                "put a link to it in the place of the directory, in one step; the directory is kept as .adopted-"
                        + version + " until the next activation",
                "record the units that are installed; no service is touched");
        return new Intended(
                new SmallPlan(SmallPlan.FORMAT, "adopt " + path + " as " + version, effects, false, List.of()),
                Optional.of(version),
                Optional.of(source));
    }

    private Intended link(Version version) {
        ReleaseHistory history = ReleaseHistory.of(parts.reads(), parts.store()::holds);
        boolean halfDone = history.current().isEmpty() && parts.store().holds(version);
        return halfDone
                ? new Intended(
                        new SmallPlan(
                                SmallPlan.FORMAT,
                                "adopt " + version + ", to which the link leads already",
                                List.of("record the units that are installed; no service is touched"),
                                false,
                                List.of()),
                        Optional.of(version),
                        Optional.empty())
                : nothing("current is a link to a release already");
    }

    private static Intended nothing(String because) {
        return new Intended(
                new SmallPlan(SmallPlan.FORMAT, because, List.of(), true, List.of()),
                Optional.empty(),
                Optional.empty());
    }

    private static Intended foreign(Path path, String target) {
        return refused(List.of(Refusal.of(
                Code.CURRENT_UNKNOWN,
                "cannot adopt " + path + ": because it is a link to " + target + ", which is no release of ours",
                "rm " + path + ", then: smolotchi-release install-systemd --project-dir " + target)));
    }

    private static Intended refused(List<Refusal> refusals) {
        return new Intended(
                new SmallPlan(SmallPlan.FORMAT, "adopt what is current", List.of(), false, refusals),
                Optional.empty(),
                Optional.empty());
    }

    /** Under the change lock, with the release staged. A crash before the row is recorded leaves a link that a repetition records. */
    Outcome exchange(Version version, Operation operation) {
        parts.link().adopt(version);
        return record(operation, Optional.of(version));
    }

    /** Likewise. */
    Outcome giveBack(Version version, Operation operation) {
        parts.link().giveBack(version);
        return record(operation, Optional.empty());
    }

    private Outcome record(Operation operation, Optional<Version> to) {
        Catalog catalog = parts.catalog();
        ReleaseHistory history = ReleaseHistory.of(catalog, parts.store()::holds);
        Instant now = parts.clock().instant();
        Outcome outcome = new Outcome.Unchecked();
        catalog.together(() -> {
            catalog.open(new Activation(
                    operation.id(),
                    OperationKind.ADOPT,
                    operation.caller(),
                    history.current(),
                    to,
                    to.map(parts.store()::digest),
                    operation.id(),
                    history.position().map(Activation::id),
                    now,
                    "{}",
                    "{}",
                    Optional.empty()));
            to.ifPresent(version -> catalog.installed(operation.id(), installed(version)));
            catalog.append(NewEvent.of(operation.id(), Event.Type.ENDED, "", outcome.word()), now);
            catalog.end(operation.id(), now, outcome);
        });
        return outcome;
    }

    private List<InstalledFile> installed(Version version) {
        Application application =
                parts.application().during(ReleaseDescriptor.read(parts.store().tree(version)));
        return new InstalledUnits(parts.root(), application)
                .read(List.of()).files().stream()
                        .map(file -> new InstalledFile(file.path(), file.mode(), file.content()))
                        .toList();
    }
}
