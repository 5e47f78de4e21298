package io.smolotchi.release.web.pages;

import io.smolotchi.release.ReleaseDetails;
import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.catalog.Version;
import java.util.ArrayList;
import java.util.List;

/** One release, what is known of it, and what can be done with it. */
public record ReleaseView(
        ReleaseRow release,
        List<Fact> provenance,
        List<String> units,
        List<ActivationRow> activations,
        List<Action> actions) {

    /** A line of the provenance. */
    public record Fact(String name, String value) {
        static Fact of(String line) {
            int colon = line.indexOf(':');
            return colon < 0
                    ? new Fact("note", line)
                    : new Fact(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
        }
    }

    static ReleaseView of(ReleaseDetails details, boolean mayChange, Show show) {
        return new ReleaseView(
                ReleaseRow.of(details.summary(), show),
                details.provenance().stream().map(Fact::of).toList(),
                details.units(),
                details.activations().stream()
                        .map(row -> ActivationRow.of(row, show))
                        .toList(),
                actions(details.summary()).stream()
                        .map(action -> action.forReader(mayChange))
                        .toList());
    }

    private static List<Action> actions(ReleaseSummary summary) {
        Version version = summary.release().version();
        String query = "?version=" + version.value().replace("+", "%2B");
        List<Action> actions = new ArrayList<>();
        if (summary.rollbackTarget()) {
            actions.add(Action.of("roll-back", "Roll back to it…", "/review/rollback"));
        }
        actions.add(activate(summary, query));
        actions.add(
                summary.pinned()
                        ? Action.of("unpin", "Unpin…", "/review/unpin" + query)
                        : Action.of("pin", "Pin…", "/review/pin" + query));
        actions.add(
                summary.bad().isPresent()
                        ? Action.of("mark-good", "Lift the mark bad…", "/review/mark-good" + query)
                        : Action.of("mark-bad", "Mark bad…", "/review/mark-bad" + query));
        return actions;
    }

    private static Action activate(ReleaseSummary summary, String query) {
        if (summary.current()) {
            return Action.not("activate", "Activate…", "It is the release that runs now.");
        }
        if (summary.bad().isPresent()) {
            return Action.not(
                    "activate",
                    "Activate…",
                    "It is marked bad: " + summary.bad().get() + ". Lift the mark first, when you know better.");
        }
        return Action.of("activate", "Activate…", "/review/activate" + query);
    }
}
