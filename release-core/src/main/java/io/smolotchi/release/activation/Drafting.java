package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Goal;
import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.state.StateReview;
import io.smolotchi.release.systemd.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a plan, and the draft of an intent, out of what was decided: the same for every kind of activation. */
final class Drafting {

    private final UnitPlanner units;
    private final ReleaseHistory history;
    private final Optional<Settings> present;

    /** @param present settings of the present position; empty when nothing is installed, or they were not recorded */
    Drafting(UnitPlanner units, ReleaseHistory history, Optional<Settings> present) {
        this.units = units;
        this.history = history;
        this.present = present;
    }

    /**
     * Where it leads.
     *
     * @param to empty when no release is to be current
     * @param workingTree as in the plan
     * @param digest of what is activated; empty when it is not staged yet
     * @param position the row whose state is reinstated; empty for a new one
     * @param markLeft whether the release that is left is marked as rolled back from
     */
    record Aim(
            OperationKind kind,
            Optional<Version> to,
            Optional<String> workingTree,
            Optional<Digest> digest,
            Optional<OperationId> position,
            List<String> explanation,
            boolean markLeft) {

        /** Nothing is reinstated or left for good. */
        static Aim at(OperationKind kind, Optional<Version> to, Optional<String> workingTree) {
            return new Aim(kind, to, workingTree, Optional.empty(), Optional.empty(), List.of(), false);
        }

        Aim explained(List<String> lines) {
            return new Aim(kind, to, workingTree, digest, position, lines, markLeft);
        }
    }

    /** @param more files beside those of the units, which go or come with them */
    Planned planned(
            Aim aim,
            Settings settings,
            UnitPlanner.Result result,
            StateReview.Answer guarded,
            List<UnitChange> more,
            List<Refusal> refusals) {
        ActivationPlan plan = plan(aim, settings, result, guarded, more, refusals);
        return new Planned(
                plan,
                plan.refused() ? Optional.empty() : Optional.of(draft(aim, settings, result, guarded)),
                settings.json(),
                history.position().map(Activation::id));
    }

    private Planned.Draft draft(Aim aim, Settings settings, UnitPlanner.Result result, StateReview.Answer guarded) {
        UnitSelection selection = result.selection();
        Application formerly = present.map(Settings::application).orElseGet(settings::application);
        return (id, caller) -> new Intent(
                Intent.FORMAT,
                id,
                aim.kind(),
                caller,
                history.current(),
                aim.to(),
                aim.digest(),
                aim.markLeft(),
                result.oldUnits(),
                result.newUnits(),
                selection.before(),
                result.dependents(),
                selection.start(),
                selection.enable(),
                selection.retire(),
                result.optional(),
                result.application(),
                formerly,
                result.kept(),
                guarded.work(),
                selection.untouched());
    }

    private ActivationPlan plan(
            Aim aim,
            Settings settings,
            UnitPlanner.Result result,
            StateReview.Answer guarded,
            List<UnitChange> more,
            List<Refusal> refusals) {
        List<UnitChange> changes = new ArrayList<>(result.diff().changes());
        changes.addAll(more);
        return new ActivationPlan(
                ActivationPlan.FORMAT,
                aim.kind(),
                history.current(),
                aim.to(),
                aim.workingTree(),
                aim.digest(),
                aim.position(),
                history.lastLive().map(Activation::id),
                aim.explanation(),
                changes,
                result.starting() ? names(result.selection().stop()) : List.of(),
                result.starting() ? names(result.selection().start()) : List.of(),
                result.starting() && result.diff().daemonReload(),
                units.steps(Goal.of(aim.to(), result.newUnits()), guarded.work()),
                present.map(settings::changesFrom).orElse(Map.of()),
                guarded.plan(),
                result.warnings(),
                refusals);
    }

    private static List<String> names(List<UnitName> units) {
        return units.stream().map(UnitName::value).toList();
    }

    /** Before anything could be planned. */
    Planned refused(Aim aim, List<Refusal> refusals) {
        return refused(aim, Map.of(), refusals);
    }

    /** @param changes of settings that could be told all the same */
    Planned refused(Aim aim, Map<String, String> changes, List<Refusal> refusals) {
        ActivationPlan plan = new ActivationPlan(
                ActivationPlan.FORMAT,
                aim.kind(),
                history.current(),
                aim.to(),
                aim.workingTree(),
                Optional.empty(),
                Optional.empty(),
                history.lastLive().map(Activation::id),
                aim.explanation(),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of(),
                changes,
                Optional.empty(),
                List.of(),
                refusals);
        return new Planned(plan, Optional.empty(), "{}", Optional.empty());
    }
}
