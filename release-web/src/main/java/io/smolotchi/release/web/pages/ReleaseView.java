package io.smolotchi.release.web.pages;

import io.smolotchi.release.ReleaseDetails;
import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Version;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One release, what is known of it, and what can be done with it. */
public record ReleaseView(
        ReleaseRow release,
        String sizeAlone,
        String sizeShared,
        List<Fact> provenance,
        List<String> units,
        List<ActivationRow> activations,
        List<Action> actions) {

    /**
     * A line of the provenance.
     *
     * @param moment when the value is a time
     * @param exact whether the value is to be compared character by character, such as a digest
     */
    public record Fact(String name, String value, Optional<Moment> moment, boolean exact) {

        private static final Pattern EXACT = Pattern.compile("(sha256:)?[0-9a-f]{12,}");

        static Fact of(String line, Show show) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "note" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            return new Fact(
                    name,
                    value,
                    time(value).map(show::moment),
                    EXACT.matcher(value).matches());
        }

        private static Optional<Instant> time(String value) {
            try {
                return Optional.of(Instant.parse(value));
            } catch (DateTimeParseException words) {
                return Optional.empty();
            }
        }
    }

    static ReleaseView of(ReleaseDetails details, boolean mayChange, Show show) {
        return new ReleaseView(
                ReleaseRow.of(details.summary(), show),
                ByteCount.words(details.bytesAlone()),
                ByteCount.words(details.bytesShared()),
                details.provenance().stream().map(line -> Fact.of(line, show)).toList(),
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
                    "It is marked bad"
                            + (summary.bad().get().isEmpty()
                                    ? ""
                                    : ": " + summary.bad().get())
                            + ". Lift the mark first, when you know better.");
        }
        return Action.of("activate", "Activate…", "/review/activate" + query);
    }
}
