package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PlanJson;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Staging a tree and activating it, before either.
 *
 * @param plan of the staging
 * @param settings that were asked for
 * @param intended the activation that follows
 * @param refusals of both, where nobody else shows them
 * @param whole with the text of each file's change
 */
public record InstallationView(
        Plan plan,
        Map<String, String> settings,
        ActivationPlan intended,
        List<Refusal> refusals,
        boolean whole,
        Advice advice)
        implements View {

    @Override
    public void print(Page page) {
        new PlanView(plan, false, false, advice).print(page);
        page.heading("then: activate " + version().map(Version::value).orElse("it"));
        settings.forEach((name, value) -> page.line("  " + name + ": " + value));
        PlanView.changes(page, intended, whole);
        if (!refusals.isEmpty()) {
            page.line(Tone.BAD, "refused:");
            new RefusalsView(advice.in(refusals)).print(page);
        }
    }

    private Optional<Version> version() {
        return plan instanceof StagePlan stage ? stage.version() : Optional.empty();
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("refused", !refusals.isEmpty())
                .and("refusals", RefusalsView.each(advice.in(refusals)))
                .and("stage", new Json.Raw(PlanJson.write(plan)))
                .and("settings", settings)
                .and("changes", intended.settings())
                .and("activation", new Json.Raw(PlanJson.write(intended)))
                .map();
    }
}
