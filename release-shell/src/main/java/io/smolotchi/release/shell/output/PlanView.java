package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PlanJson;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.plan.StatePlan;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Advice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What would happen.
 *
 * @param whole with the text of each file's change, as a dry run shows it
 * @param withRefusals prints them below; otherwise whoever shows the plan does
 */
public record PlanView(Plan plan, boolean whole, boolean withRefusals, Advice advice) implements View {

    @Override
    public void print(Page page) {
        page.heading("plan: " + plan.summary());
        switch (plan) {
            case ActivationPlan activation -> activation(page, activation);
            case StagePlan stage -> stage(page, stage);
            case PrunePlan prune -> prune(page, prune);
            case SmallPlan small -> page.bullets(small.effects());
        }
        if (withRefusals && plan.refused()) {
            page.line(Tone.BAD, "refused:");
            new RefusalsView(advice.in(plan.refusals())).print(page);
        }
    }

    private static void stage(Page page, StagePlan plan) {
        if (!plan.versionFrom().isEmpty()) {
            page.line("  version found in " + plan.versionFrom());
        }
        warnings(page, plan.warnings());
    }

    private void activation(Page page, ActivationPlan plan) {
        plan.explanation().forEach(line -> page.paragraph(line, 2));
        changes(page, plan, whole);
        Table steps = new Table().numbers("").column("STEP").text("DOES");
        for (int i = 0; i < plan.steps().size(); i++) {
            steps.row(
                    Cell.of(Tone.FAINT, String.valueOf(i + 1)),
                    Cell.of(plan.steps().get(i).name()),
                    Cell.of(plan.steps().get(i).does()));
        }
        if (!steps.empty()) {
            page.indented(steps);
        }
    }

    /** Settings, files and units that change, and what is worth knowing about it. */
    static void changes(Page page, ActivationPlan plan, boolean whole) {
        if (!plan.settings().isEmpty()) {
            page.line("  settings that change:");
            plan.settings().forEach((name, change) -> page.line("    " + name + ": " + change));
        }
        // A plan without a target compared nothing.
        if (!plan.steps().isEmpty() || !plan.units().isEmpty()) {
            files(page, plan.units(), whole);
        }
        plan.state().ifPresent(state -> state(page, state));
        names(page, "stop", plan.stop());
        names(page, "start", plan.start());
        warnings(page, plan.warnings());
    }

    private static void state(Page page, StatePlan plan) {
        plan.words(Instant.now()).forEach(line -> page.paragraph(Tone.WARN, "state: " + line, 2));
    }

    static void files(Page page, List<UnitChange> changes, boolean whole) {
        if (changes.isEmpty()) {
            page.line("  no installed file changes");
            return;
        }
        Table table = new Table().column("CHANGE").text("FILE").text("EFFECT");
        changes.forEach(change -> table.row(
                Cell.of(tone(change.kind()), change.kind().name().toLowerCase(Locale.ROOT)),
                Cell.of(change.path()),
                Cell.of(change.effect())));
        page.indented(table);
        if (whole) {
            changes.stream().filter(change -> !change.diff().isEmpty()).forEach(change -> {
                page.line(Tone.STRONG, "  " + change.path());
                page.block(change.diff(), 4);
            });
        }
    }

    private static Tone tone(UnitChange.Kind kind) {
        return switch (kind) {
            case ADDED -> Tone.GOOD;
            case CHANGED -> Tone.WARN;
            case REMOVED -> Tone.BAD;
        };
    }

    private static void names(Page page, String what, List<String> units) {
        if (!units.isEmpty()) {
            page.paragraph(what + ": " + String.join(", ", units), 2);
        }
    }

    private static void prune(Page page, PrunePlan plan) {
        page.line("  policy: " + plan.policy());
        Table table =
                new Table().column("VERSION").column("ACTION").numbers("FREES").text("BECAUSE");
        plan.rows()
                .forEach(row -> table.row(
                        Cell.of(row.version().value()),
                        row.delete() ? Cell.of(Tone.WARN, "delete") : Cell.of("keep"),
                        Cell.of(row.delete() ? ByteCount.words(row.freed()) : ""),
                        Cell.of(row.reason())));
        if (!table.empty()) {
            page.indented(table);
        }
        plan.otherDeletions().forEach(line -> page.paragraph(line, 2));
        if (!plan.nothingToDo()) {
            page.line("  frees " + ByteCount.words(plan.freed()));
        }
        plan.notes().forEach(note -> page.paragraph("note: " + note, 2));
    }

    private static void warnings(Page page, List<String> warnings) {
        warnings.forEach(warning -> page.paragraph(Tone.WARN, "warning: " + warning, 2));
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("summary", plan.summary())
                .and("refused", plan.refused())
                .and("nothingToDo", plan.nothingToDo())
                .and("digest", plan.digest())
                .and("refusals", RefusalsView.each(advice.in(plan.refusals())))
                .and("plan", new Json.Raw(PlanJson.write(plan)))
                .map();
    }
}
