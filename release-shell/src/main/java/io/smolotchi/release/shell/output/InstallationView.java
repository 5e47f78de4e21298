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
 */
public record InstallationView(Plan plan, Map<String, String> settings) implements View {

    @Override
    public void print(Page page) {
        new PlanView(plan, false, false).print(page);
        page.heading("then: activate " + version());
        settings.forEach((name, value) -> page.line("  " + name + ": " + value));
        page.paragraph(
                "The units are compared when the release is staged; that plan is shown before it is carried out.", 2);
        new RefusalsView(plan.refusals()).print(page);
    }

    private String version() {
        return plan instanceof StagePlan stage
                ? stage.version().map(Version::value).orElse("?")
                : "?";
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("refused", plan.refused())
                .and("stage", new Json.Raw(PlanJson.write(plan)))
                .and("settings", settings)
                .map();
    }
}
