package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan before it is confirmed.
 *
 * @param parameters of the address, carried along by the form
 * @param seen number of the newest row of the history when the plan was made; 0 when there is none
 * @param confirm the button
 * @param databases the same change with the application's databases, or without; empty where there are none
 * @param effects of a plan that is neither an activation nor a pruning
 */
public record ReviewView(
        String title,
        String action,
        Map<String, String> parameters,
        String cancel,
        String digest,
        long seen,
        String summary,
        boolean nothingToDo,
        List<Refusal> refusals,
        Action confirm,
        Optional<ActivationPlanView> activation,
        Optional<PruneView> prune,
        List<String> effects,
        List<String> warnings,
        Optional<Action> databases) {

    static ReviewView of(Request request, Plan plan, long seen, boolean mayChange, Advice advice) {
        Verb verb = Verb.of(request).orElseThrow();
        String title = title(request, plan);
        return new ReviewView(
                title,
                "/review/" + verb.word(),
                verb.parameters(),
                cancel(request),
                plan.digest().hex(),
                seen,
                plan.summary(),
                plan.nothingToDo(),
                advice.in(plan.refusals()),
                confirm(title, plan).forReader(mayChange),
                plan instanceof ActivationPlan activation
                        ? Optional.of(ActivationPlanView.of(activation))
                        : Optional.empty(),
                plan instanceof PrunePlan prune ? Optional.of(PruneView.of(prune)) : Optional.empty(),
                effects(plan),
                warnings(plan),
                databases(request, plan));
    }

    private static Optional<Action> databases(Request request, Plan plan) {
        Request other;
        boolean with;
        switch (request) {
            case Request.Rollback(var to, var steps, var before, boolean good, boolean state, var drift) -> {
                other = new Request.Rollback(to, steps, before, good, !state, drift);
                with = state;
            }
            case Request.Redo(boolean state, var drift) -> {
                other = new Request.Redo(!state, drift);
                with = state;
            }
            default -> {
                return Optional.empty();
            }
        }
        boolean declared = plan instanceof ActivationPlan activation
                && activation.state().filter(state -> !state.copied().isEmpty()).isPresent();
        boolean forbidden = plan.refusals().stream().anyMatch(refusal -> refusal.code() == Code.STATE_BELOW_FLOOR);
        if (!with && !declared && !forbidden) {
            return Optional.empty();
        }
        return Verb.of(other)
                .map(verb -> Action.of(
                        with ? "without-state" : "with-state",
                        with ? "Leave the databases as they are…" : "With the databases of then…",
                        verb.href()));
    }

    private static List<String> effects(Plan plan) {
        return switch (plan) {
            case SmallPlan small -> small.effects();
            case StagePlan stage ->
                List.of(
                        "The archive becomes the release "
                                + stage.version().map(Version::value).orElse("?") + ": " + stage.source() + ".",
                        "What runs does not change: the release is activated when you say so.");
            case ActivationPlan _, PrunePlan _ -> List.of();
        };
    }

    private static Action confirm(String title, Plan plan) {
        if (plan.refused()) {
            return Action.not("confirm", title, "It is refused, for the reasons above.");
        }
        return plan.nothingToDo()
                ? Action.not("confirm", title, "There is nothing to do.")
                : Action.of("confirm", title, "");
    }

    private static List<String> warnings(Plan plan) {
        return switch (plan) {
            case ActivationPlan activation -> activation.warnings();
            case StagePlan stage -> stage.warnings();
            case PrunePlan _, SmallPlan _ -> List.of();
        };
    }

    private static String title(Request request, Plan plan) {
        return switch (request) {
            case Request.Activate activate -> "Activate " + activate.version();
            case Request.Rollback _ -> "Roll back" + target(plan);
            case Request.Redo _ -> "Redo" + target(plan);
            case Request.Prune _ -> plan instanceof PrunePlan prune ? "Prune " + count(prune) : "Prune";
            case Request.Schedule schedule ->
                schedule.calendar().map(calendar -> "Prune " + calendar).orElse("Disable the schedule");
            case Request.Marking marking -> marking(marking);
            case Request.Project _ -> "Run a working tree";
            case Request.Uninstall _ -> "Uninstall";
            case Request.Adopt _ -> "Adopt";
            case Request.Masking masking -> (masking.set() ? "Mask " : "Unmask ") + masking.unit();
            case Request.Mend _ -> "Mend what is safe to mend";
            case Request.Recover _ -> "Recover";
            case Request.Repair _ -> "Mend";
            case Request.Stage _ ->
                "Stage"
                        + (plan instanceof StagePlan stage
                                ? stage.version().map(version -> " " + version).orElse("")
                                : "");
        };
    }

    private static String target(Plan plan) {
        return plan instanceof ActivationPlan activation
                ? activation.to().map(to -> " to " + to).orElse("")
                : "";
    }

    private static String count(PrunePlan plan) {
        int count = plan.deletions().size();
        return count + (count == 1 ? " release" : " releases");
    }

    private static String marking(Request.Marking marking) {
        return switch (marking.mark()) {
            case PINNED -> (marking.set() ? "Pin " : "Unpin ") + marking.version();
            case BAD ->
                marking.set() ? "Mark " + marking.version() + " bad" : "Lift the mark bad of " + marking.version();
            case ROLLED_BACK_FROM -> "Mark " + marking.version();
        };
    }

    private static String cancel(Request request) {
        return switch (request) {
            case Request.Activate activate -> "/releases/" + activate.version();
            case Request.Marking marking -> "/releases/" + marking.version();
            case Request.Prune _, Request.Schedule _ -> "/retention";
            case Request.Stage _ -> "/releases";
            case Request.Masking _ -> "/units";
            case Request.Mend _ -> "/doctor";
            default -> "/";
        };
    }
}
