package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a change ended.
 *
 * @param summary what it was to do, in one line
 * @param operation empty when nothing had to be done
 * @param current what is current now; empty when that is not what the change is about
 * @param next commands worth typing
 */
public record ChangeView(
        String summary, Optional<Operation> operation, List<Event> events, Optional<Version> current, List<String> next)
        implements View {

    /** A plan that has nothing to do. */
    public static ChangeView nothingToDo(String summary) {
        return new ChangeView(summary, Optional.empty(), List.of(), Optional.empty(), List.of());
    }

    private Optional<Outcome> outcome() {
        return operation.flatMap(Operation::ended).map(Ended::outcome);
    }

    @Override
    public void print(Page page) {
        if (operation.isEmpty()) {
            page.line("nothing to do: " + summary);
            return;
        }
        Operation asked = operation.get();
        String took = asked.ended()
                .map(ended -> " after " + When.lasted(Duration.between(asked.askedAt(), ended.at())))
                .orElse("");
        page.line(Cell.of("@" + asked.id() + " " + summary + ": "), OutcomeText.cell(outcome()), Cell.of(took));
        outcome().stream()
                .flatMap(ended -> OutcomeText.details(ended).stream())
                .filter(line -> !line.equals(summary))
                .forEach(line -> page.paragraph(line, 2));
        current.ifPresent(version -> page.line("  current is " + version));
    }

    /** Nothing, unless it went wrong. */
    @Override
    public void brief(Page page) {
        boolean fine = operation.isEmpty()
                || outcome()
                        .filter(ended -> ended.live() || ended instanceof Outcome.Done)
                        .isPresent();
        if (!fine) {
            print(page);
        }
    }

    @Override
    public List<String> hints() {
        return next.stream().map(command -> "next: " + command).toList();
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("summary", summary)
                .and("operation", operation.map(asked -> asked.id().value()))
                .and("kind", operation.map(asked -> asked.kind().word()))
                .andAll(OutcomeText.json(
                                operation.isEmpty() ? Optional.of(new Outcome.Done("nothing to do")) : outcome())
                        .map())
                .and("askedAt", operation.map(Operation::askedAt))
                .and("endedAt", operation.flatMap(Operation::ended).map(Ended::at))
                .and("current", current)
                .and("steps", Steps.of(events).json())
                .and("next", next)
                .map();
    }
}
