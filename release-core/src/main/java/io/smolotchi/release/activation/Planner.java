package io.smolotchi.release.activation;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.RollbackChoice;
import io.smolotchi.release.catalog.UnknownRelease;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.operation.DriftChoice;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.state.Snapshot;
import io.smolotchi.release.state.StateReview;
import io.smolotchi.release.state.StateRules;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.ReleaseStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Computes what an activation or a rollback would do, with every reason not to. Touches nothing and takes no lock. */
public final class Planner {

    private final CatalogReads catalog;
    private final ReleaseStore store;
    private final Preconditions preconditions;
    private final UnitPlanner units;
    private final WithoutRelease without;
    private final StateReview state;
    private final Doubts doubts;
    private final Supplier<Application> host;
    private final Clock clock;

    /** @param host reads the host's settings anew; throws {@link Refused} when they are invalid */
    public Planner(
            CatalogReads catalog,
            ReleaseStore store,
            CurrentLink link,
            OpenActivation open,
            UnitPlanner units,
            WithoutRelease without,
            StateReview state,
            Supplier<Application> host,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.preconditions = new Preconditions(open, link);
        this.units = units;
        this.without = without;
        this.state = state;
        this.doubts = new Doubts(state);
        this.host = host;
        this.clock = clock;
    }

    /** What people see. */
    public ActivationPlan plan(Request.Activate request) {
        return planned(request).plan();
    }

    /** What people see. */
    public ActivationPlan plan(Request.Rollback request) {
        return planned(request).plan();
    }

    /** What people see. */
    public ActivationPlan plan(Request.Redo request) {
        return planned(request).plan();
    }

    /** What people see. */
    public ActivationPlan plan(Request.Project request) {
        return planned(request).plan();
    }

    /** What people see. */
    public ActivationPlan plan(Request.Uninstall request) {
        return planned(request).plan();
    }

    /**
     * What an activation of a tree would do that is not staged yet: which files, units and settings would change.
     *
     * @param tree as the release would be
     */
    public ActivationPlan preview(Path tree, Request.Activate request) {
        ReleaseHistory history = ReleaseHistory.of(catalog, store::holds);
        List<Refusal> refusals = new ArrayList<>(preconditions.check(history));
        Optional<Version> to = Optional.of(request.version());
        Drafting drafting = new Drafting(units, history, present(history));
        Drafting.Aim aim = Drafting.Aim.at(OperationKind.ACTIVATE, to, Optional.empty());
        if (busy(refusals)) {
            return drafting.refused(aim, refusals).plan();
        }
        try {
            Settings settings = Settings.forward(host.get(), present(history), request.settings());
            UnitPlanner.Result result = units.plan(
                    UnitPlanner.Subject.of(tree, request.version(), false),
                    settings.application(),
                    history.lastLive(),
                    request.drift());
            refusals.addAll(result.refusals());
            StateReview.Answer guarded = state.review(question(aim.kind(), to, result, Optional.empty()), history);
            refusals.addAll(guarded.refusals());
            return drafting.planned(aim, settings, result, guarded, List.of(), refusals)
                    .plan();
        } catch (Refused e) {
            refusals.addAll(e.refusals());
            return drafting.refused(aim, refusals).plan();
        }
    }

    Planned planned(Request.Activate request) {
        ReleaseHistory history = ReleaseHistory.of(catalog, store::holds);
        List<Refusal> refusals = new ArrayList<>(preconditions.check(history));
        if (busy(refusals)) {
            return new Drafting(units, history, Optional.empty()).refused(aim(request), refusals);
        }
        Optional<Release> release = history.release(request.version());
        if (release.isEmpty()) {
            refusals.add(unknown(request.version()));
            return refused(request, history, refusals);
        }
        boolean same = history.current().equals(Optional.of(request.version()));
        if (!request.force() && !same) {
            refusals.addAll(doubts.about(release.get(), history));
        }
        try {
            Optional<Settings> present = present(history);
            Settings settings = Settings.forward(host.get(), present, request.settings());
            OperationKind kind = same ? OperationKind.RE_RENDER : OperationKind.ACTIVATE;
            Choice choice = new Choice(
                    kind,
                    release.get(),
                    Optional.empty(),
                    doubts.earlierTries(release.get(), history),
                    false,
                    Optional.empty(),
                    request.drift(),
                    settings);
            return planned(choice, history, refusals);
        } catch (Refused e) {
            refusals.addAll(e.refusals());
            return new Drafting(units, history, Optional.empty()).refused(aim(request), refusals);
        }
    }

    /** What only {@code force} gets this activation past, each in a sentence without its remedy; empty when there is nothing of the kind. */
    public List<Refusal> overridden(Request.Activate request) {
        ReleaseHistory history = ReleaseHistory.of(catalog, store::holds);
        boolean another = !history.current().equals(Optional.of(request.version()));
        return request.force() && another
                ? history.release(request.version())
                        .map(release -> doubts.about(release, history))
                        .orElse(List.of())
                : List.of();
    }

    private static Drafting.Aim aim(Request.Activate request) {
        return Drafting.Aim.at(OperationKind.ACTIVATE, Optional.of(request.version()), Optional.empty());
    }

    /** For a release that is not staged: whether its settings would do can be told, and what they change. */
    private Planned refused(Request.Activate request, ReleaseHistory history, List<Refusal> refusals) {
        Map<String, String> changes = Map.of();
        try {
            Optional<Settings> present = present(history);
            Settings settings = Settings.forward(host.get(), present, request.settings());
            changes = present.map(settings::changesFrom).orElse(Map.of());
        } catch (Refused e) {
            refusals.addAll(e.refusals());
        }
        return new Drafting(units, history, Optional.empty()).refused(aim(request), changes, refusals);
    }

    Planned planned(Request.Project request) {
        return withoutRelease(
                request.kind(),
                (situation, refusals) -> without.project(
                        request,
                        situation,
                        result -> state.review(
                                question(request.kind(), Optional.empty(), result, Optional.empty()),
                                situation.history()),
                        refusals));
    }

    Planned planned(Request.Uninstall request) {
        return withoutRelease(
                request.kind(),
                (situation, refusals) ->
                        without.uninstall(request, situation, state.carriedOn(situation.history()), refusals));
    }

    private Planned withoutRelease(
            OperationKind kind, BiFunction<WithoutRelease.Situation, List<Refusal>, Planned> plan) {
        ReleaseHistory history = ReleaseHistory.of(catalog, store::holds);
        List<Refusal> refusals = new ArrayList<>(preconditions.check(history));
        if (busy(refusals)) {
            return new Drafting(units, history, Optional.empty())
                    .refused(Drafting.Aim.at(kind, Optional.empty(), Optional.empty()), refusals);
        }
        return plan.apply(new WithoutRelease.Situation(history, present(history)), refusals);
    }

    Planned planned(Request.Rollback request) {
        return reinstating(
                OperationKind.ROLLBACK,
                request.to(),
                !request.keepGood(),
                request.withState(),
                request.drift(),
                history -> choose(request, history));
    }

    Planned planned(Request.Redo request) {
        return reinstating(
                request.kind(),
                Optional.empty(),
                false,
                request.withState(),
                request.drift(),
                history -> RollbackChoice.again(history, clock.instant()));
    }

    /**
     * @param asked the version that was asked for, if one was
     * @param markLeft whether the release that is left is marked as rolled back from
     * @param withState whether the databases go back too
     */
    private Planned reinstating(
            OperationKind kind,
            Optional<Version> asked,
            boolean markLeft,
            boolean withState,
            Optional<DriftChoice> drift,
            Function<ReleaseHistory, RollbackChoice> rule) {
        ReleaseHistory history = ReleaseHistory.of(catalog, store::holds);
        List<Refusal> refusals = new ArrayList<>(preconditions.check(history));
        Drafting drafting = new Drafting(units, history, Optional.empty());
        Drafting.Aim aim = Drafting.Aim.at(kind, asked, Optional.empty());
        if (busy(refusals)) {
            return drafting.refused(aim, refusals);
        }
        StateRules rules = state.rules();
        ReleaseHistory fit = withState ? rules.restorable(history) : rules.heeded(history);
        RollbackChoice choice = rule.apply(fit);
        List<String> explanation =
                choice.considered().stream().map(RollbackChoice.Candidate::line).toList();
        if (choice.target().isEmpty()) {
            refusals.add(noTarget(kind, asked, withState, choice, rule.apply(history)));
            return drafting.refused(aim.explained(explanation), refusals);
        }
        Activation row = choice.target().get();
        Release release = row.to().flatMap(history::release).orElseThrow();
        try {
            Settings settings = settings(row).orElseGet(() -> Settings.forward(host.get(), Optional.empty(), Map.of()));
            return planned(
                    new Choice(
                            kind,
                            release,
                            Optional.of(row.position()),
                            explanation,
                            markLeft,
                            withState ? rules.leaving(row.id()) : Optional.empty(),
                            drift,
                            settings),
                    fit,
                    refusals);
        } catch (Refused e) {
            refusals.addAll(e.refusals());
            return drafting.refused(
                    Drafting.Aim.at(kind, Optional.of(release.version()), Optional.empty())
                            .explained(explanation),
                    refusals);
        }
    }

    private Optional<Settings> present(ReleaseHistory history) {
        return history.position().flatMap(this::settings);
    }

    /** The history as a whole is read without them. */
    private Optional<Settings> settings(Activation row) {
        return catalog.activation(row.id()).flatMap(Settings::of);
    }

    /** @param otherwise what would be chosen if the databases did not matter */
    private Refusal noTarget(
            OperationKind kind,
            Optional<Version> asked,
            boolean withState,
            RollbackChoice choice,
            RollbackChoice otherwise) {
        if (otherwise.target().isPresent()) {
            return stateForbids(kind, withState, choice, otherwise.target().get());
        }
        return kind == OperationKind.REDO
                ? Refusal.of(
                        Code.REDO_NO_TARGET,
                        "cannot redo: " + choice.explanation(),
                        "smolotchi-release history, then: smolotchi-release activate VERSION")
                : Refusal.of(
                        Code.ROLLBACK_NO_TARGET,
                        "cannot roll back: " + choice.explanation() + meant(asked),
                        "smolotchi-release list, then: smolotchi-release activate VERSION");
    }

    /** Another version than the one that was asked for, when there is no such release. */
    private String meant(Optional<Version> asked) {
        return asked.filter(version -> !store.holds(version))
                .map(version -> UnknownRelease.didYouMean(version, store.releases()))
                .orElse("");
    }

    private Refusal stateForbids(OperationKind kind, boolean withState, RollbackChoice choice, Activation target) {
        boolean kept = !withState && state.rules().leaving(target.id()).isPresent();
        String words = kind == OperationKind.REDO ? "redo" : "roll back";
        String version = target.to().map(Version::value).orElse("VERSION");
        return Refusal.of(
                withState ? Code.STATE_NOT_KEPT : Code.STATE_BELOW_FLOOR,
                "cannot " + words + ": " + choice.explanation(),
                kept
                        ? "smolotchi-release " + kind.word()
                                + (kind == OperationKind.REDO ? "" : " --to " + version)
                                + " --with-state, which brings the databases back to when " + version + " was left"
                        : "to try all the same: smolotchi-release activate " + version + " --force --reason TEXT");
    }

    /** While another one runs, what else there is to say holds for a moment only: to wait is the one answer. */
    private static boolean busy(List<Refusal> refusals) {
        return refusals.stream().anyMatch(refusal -> refusal.code() == Code.BUSY);
    }

    /** What was decided before the units are looked at. */
    private record Choice(
            OperationKind kind,
            Release release,
            Optional<OperationId> position,
            List<String> explanation,
            boolean markLeft,
            Optional<Snapshot> restore,
            Optional<DriftChoice> drift,
            Settings settings) {}

    private Planned planned(Choice choice, ReleaseHistory history, List<Refusal> refusals) {
        Release release = choice.release();
        Drafting drafting = new Drafting(units, history, present(history));
        Drafting.Aim aim = new Drafting.Aim(
                choice.kind(),
                Optional.of(release.version()),
                Optional.empty(),
                Optional.of(release.digest()),
                choice.position(),
                choice.explanation(),
                choice.markLeft());
        List<Refusal> damage = damage(choice, history);
        if (!damage.isEmpty()) {
            // What its units would look like is nothing that one could rely on.
            refusals.addAll(damage);
            return drafting.refused(aim, refusals);
        }
        UnitPlanner.Result result = units.plan(
                UnitPlanner.Subject.of(
                        store.tree(release.version()), release.version(), choice.kind() == OperationKind.RE_RENDER),
                choice.settings().application(),
                history.lastLive(),
                choice.drift());
        refusals.addAll(result.refusals());
        StateReview.Answer guarded = state.review(question(choice.kind(), aim.to(), result, choice.restore()), history);
        refusals.addAll(guarded.refusals());
        return drafting.planned(aim, choice.settings(), result, guarded, List.of(), refusals);
    }

    private static StateReview.Question question(
            OperationKind kind, Optional<Version> to, UnitPlanner.Result units, Optional<Snapshot> restore) {
        return new StateReview.Question(
                kind,
                to,
                units.descriptor().state(),
                units.application().directories().state(),
                restore);
    }

    private RollbackChoice choose(Request.Rollback request, ReleaseHistory history) {
        Instant now = clock.instant();
        if (request.to().isPresent()) {
            return RollbackChoice.to(history, request.to().get(), now);
        }
        if (request.before().isPresent()) {
            return RollbackChoice.before(history, request.before().get(), now);
        }
        return RollbackChoice.along(history, request.steps().orElse(1), now);
    }

    private List<Refusal> damage(Choice choice, ReleaseHistory history) {
        Release release = choice.release();
        return Damage.of(store, release)
                .map(damage -> Refusal.of(
                        Code.RELEASE_DAMAGED,
                        "cannot activate " + release.version() + ": its tree differs from its manifest: " + damage,
                        instead(choice, history)))
                .stream()
                .toList();
    }

    /** A rollback never slides to another release by itself; it says which one would be next. */
    private String instead(Choice choice, ReleaseHistory history) {
        Version damaged = choice.release().version();
        return switch (choice.kind()) {
            case ROLLBACK ->
                RollbackChoice.along(history.without(damaged), 1, clock.instant())
                        .target()
                        .flatMap(Activation::to)
                        .map(next -> "smolotchi-release rollback --to " + next)
                        .orElse("stage it again under another version");
            case RE_RENDER ->
                "smolotchi-release verify " + damaged
                        + " names every file, and who shares it. To take the changes in as a release of their own:"
                        + " smolotchi-release install-systemd --project-dir DIR --adopt-changes. To take them back: smolotchi-release verify "
                        + damaged + " --repair";
            default -> "stage it again under another version";
        };
    }

    private Refusal unknown(Version version) {
        return UnknownRelease.refusal(
                "activate",
                version,
                store.releases(),
                "smolotchi-release list, or: smolotchi-release stage SOURCE --version " + version);
    }
}
