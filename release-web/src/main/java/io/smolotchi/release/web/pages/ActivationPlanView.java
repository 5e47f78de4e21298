package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.PlannedStep;
import io.smolotchi.release.plan.UnitChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How what runs would change.
 *
 * @param restarted stopped and started again
 * @param stopped for good
 * @param state what is done about the application's databases, in sentences
 * @param started that did not run before
 */
public record ActivationPlanView(
        String from,
        String to,
        String digest,
        String basedOn,
        List<String> explanation,
        List<String> restarted,
        List<String> stopped,
        List<String> started,
        boolean daemonReload,
        List<PlannedStep> steps,
        List<Change> units,
        Map<String, String> settings,
        List<String> state) {

    public record Change(String path, Badge kind, String effect, List<DiffLine> diff) {}

    static ActivationPlanView of(ActivationPlan plan) {
        return new ActivationPlanView(
                plan.from().map(Version::value).orElse("nothing"),
                plan.to().map(Version::value).orElse("nothing"),
                plan.digestOfTarget().map(Digest::abbreviated).orElse(""),
                plan.basedOn().map(id -> "@" + id).orElse(""),
                plan.explanation(),
                plan.start().stream().filter(plan.stop()::contains).toList(),
                plan.stop().stream()
                        .filter(unit -> !plan.start().contains(unit))
                        .toList(),
                plan.start().stream()
                        .filter(unit -> !plan.stop().contains(unit))
                        .toList(),
                plan.daemonReload(),
                plan.steps(),
                plan.units().stream().map(ActivationPlanView::change).toList(),
                plan.settings(),
                plan.state().map(state -> state.words(Instant.now())).orElse(List.of()));
    }

    static Change change(UnitChange change) {
        Badge kind = switch (change.kind()) {
            case ADDED -> new Badge("plus", "good", "added");
            case CHANGED -> new Badge("edit", "quiet", "changed");
            case REMOVED -> new Badge("dash", "warn", "removed");
        };
        return new Change(change.path(), kind, change.effect(), DiffLine.of(change.diff()));
    }
}
