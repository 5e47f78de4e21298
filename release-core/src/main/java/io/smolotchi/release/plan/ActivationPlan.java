package io.smolotchi.release.plan;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How what runs would change.
 *
 * @param format of the JSON form
 * @param from what is current; empty before the first installation
 * @param to what would be current; absent when no target could be chosen, and when none is to be
 * @param workingTree what units would point at in place of a release, a path on the machine
 * @param position the row whose state is reinstated; empty for an activation, which is a position of its own
 * @param basedOn the last live row that the plan was made on; empty when there is none
 * @param explanation why this target, candidate by candidate; empty lines are never in it
 * @param units what would change in the installed files
 * @param stop units that would be stopped, in order
 * @param start units that would be started, in order
 * @param steps in order
 * @param settings host settings that differ from those of the present position, "before -> after" by name
 * @param state what is done about the application's databases; empty when neither side declares any
 * @param warnings worth knowing, no reason to refuse
 */
public record ActivationPlan(
        int format,
        OperationKind kind,
        Optional<Version> from,
        Optional<Version> to,
        Optional<String> workingTree,
        Optional<Digest> digestOfTarget,
        Optional<OperationId> position,
        Optional<OperationId> basedOn,
        List<String> explanation,
        List<UnitChange> units,
        List<String> stop,
        List<String> start,
        boolean daemonReload,
        List<PlannedStep> steps,
        Map<String, String> settings,
        Optional<StatePlan> state,
        List<String> warnings,
        List<Refusal> refusals)
        implements Plan {

    public static final int FORMAT = 1;

    public ActivationPlan {
        // A plan of the version before has none
        workingTree = Optional.ofNullable(workingTree).flatMap(tree -> tree);
        explanation = List.copyOf(explanation);
        units = List.copyOf(units);
        stop = List.copyOf(stop);
        start = List.copyOf(start);
        steps = List.copyOf(steps);
        settings = new TreeMap<>(settings);
        // A plan of the version before has none
        state = Optional.ofNullable(state).flatMap(Function.identity());
        warnings = List.copyOf(warnings);
        refusals = List.copyOf(refusals);
    }

    /** Not over what tells the present moment only: ages in the explanation, units that happen to run, warnings. */
    @Override
    public Digest digest() {
        return Digest.of(PlanJson.write(new ActivationPlan(
                format,
                kind,
                from,
                to,
                workingTree,
                digestOfTarget,
                position,
                basedOn,
                List.of(),
                units,
                List.of(),
                start,
                daemonReload,
                steps,
                settings,
                state,
                List.of(),
                refusals)));
    }

    @Override
    public String summary() {
        String target = to.map(Version::value).or(() -> workingTree).orElse("nothing");
        return from.map(version -> kind.word() + " " + version + " -> " + target)
                .orElseGet(() ->
                        kind.word() + (kind == OperationKind.UNINSTALL ? "" : " " + target + " (first installation)"));
    }

    @Override
    public boolean nothingToDo() {
        return units.isEmpty()
                && settings.isEmpty()
                && (kind == OperationKind.RE_RENDER || (kind == OperationKind.UNINSTALL && from.isEmpty()));
    }
}
