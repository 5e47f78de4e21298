package io.smolotchi.release.shell.output;

import io.smolotchi.release.plan.UnitChange;
import java.util.List;
import java.util.Map;

/**
 * How installed files differ, with the text of each difference.
 *
 * @param same what to say when they do not
 */
public record UnitChangesView(List<UnitChange> changes, String same) implements View {

    @Override
    public void print(Page page) {
        if (changes.isEmpty()) {
            page.line(same);
            return;
        }
        PlanView.files(page, changes, true);
    }

    @Override
    public void brief(Page page) {
        changes.forEach(change -> page.line(change.path()));
    }

    @Override
    public Map<String, ?> json() {
        return Members.of(
                        "changes",
                        Members.each(
                                changes,
                                change -> Members.of("path", change.path())
                                        .and("kind", change.kind().name())
                                        .and("diff", change.diff())
                                        .and("effect", change.effect())))
                .map();
    }
}
