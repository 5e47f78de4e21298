package io.smolotchi.release;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.manifest.Repairs;
import java.util.ArrayList;
import java.util.List;

/** Releases whose files are not as their manifests say are mended from those that hold the same. */
final class RepairVerb implements Verb {

    private final Parts parts;
    private final Turn turn;
    private final Request.Repair request;

    RepairVerb(Parts parts, Turn turn, Request.Repair request) {
        this.parts = parts;
        this.turn = turn;
        this.request = request;
    }

    @Override
    public Plan plan() {
        try {
            return plan(repairs());
        } catch (Refused e) {
            return new SmallPlan(SmallPlan.FORMAT, summary(), List.of(), false, e.refusals());
        }
    }

    private String summary() {
        return "mend " + request.version().map(Version::value).orElse("all releases");
    }

    /** What can't be mended stands in the way only when there is nothing else to do. */
    private Plan plan(Repairs repairs) {
        List<String> effects = new ArrayList<>(repairs.effects());
        if (effects.isEmpty()) {
            boolean intact = repairs.hopeless().isEmpty();
            return new SmallPlan(
                    SmallPlan.FORMAT, intact ? "nothing is damaged" : summary(), List.of(), intact, repairs.hopeless());
        }
        repairs.hopeless().forEach(refusal -> effects.add(refusal.what() + "; " + refusal.remedy()));
        return new SmallPlan(SmallPlan.FORMAT, summary(), effects, false, List.of());
    }

    private Repairs repairs() {
        Verifying verifying = new Verifying(parts.store(), parts.reads());
        return parts.repair()
                .find(
                        request.version().map(List::of).orElseGet(parts.store()::releases),
                        version -> verifying.recorded(version).isEmpty());
    }

    /** Under both locks: what a staging links to, and what a prune deletes, must not change meanwhile. */
    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        return turn.toStage(
                operation,
                run,
                () -> turn.toChange(operation, run, () -> {
                    Repairs repairs = repairs();
                    return Agreement.obstacle(operation, plan(repairs)).orElseGet(() -> mended(repairs, run));
                }));
    }

    private Outcome mended(Repairs repairs, OperationRun run) {
        if (repairs.effects().isEmpty()) {
            return Agreement.nothingToDo("nothing is damaged");
        }
        parts.repair().carryOut(repairs, run);
        repairs.hopeless().forEach(refusal -> run.note(refusal.toString()));
        int hopeless = repairs.hopeless().size();
        return new Outcome.Done(
                "mended: " + repairs.effects().size() + (hopeless == 0 ? "" : "; can't be mended: " + hopeless));
    }
}
