package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PlanJson;
import io.smolotchi.release.plan.StagePlan;
import java.util.Map;

/**
 * Staging a tree and activating it, before either.
 *
 * @param plan of the staging
 * @param settings that the activation is to change
 * @param withRefusals prints them below; otherwise whoever shows the plan does
 */
public record InstallationView(Plan plan, Map<String, String> settings, boolean withRefusals) implements View {

    @Override
    public void print(Page page) {
        new PlanView(plan, false, false).print(page);
        page.heading("then: activate " + version());
        settings.forEach((name, value) -> page.line("  " + name + ": " + value));
        page.paragraph(
                "The units are compared when the release is staged; that plan is shown before it is carried out.", 2);
        if (withRefusals) {
            new RefusalsView(plan.refusals()).print(page);
        }
    }

    private String version() {
        return plan instanceof StagePlan stage
                ? stage.version().map(Version::value).orElse("?")
                : "?";
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("refused", plan.refused())
                .and("refusals", RefusalsView.each(plan.refusals()))
                .and("stage", new Json.Raw(PlanJson.write(plan)))
                .and("settings", settings)
                .map();
    }
}
