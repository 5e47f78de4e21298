package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One operation with its steps and the evidence that it kept.
 *
 * @param activation its row of the history; empty when it changes nothing that runs
 */
public record OperationView(Operation operation, Optional<Activation> activation, List<Event> events) implements View {

    @Override
    public void print(Page page) {
        Look look = page.look();
        Map<String, Cell> fields = new LinkedHashMap<>();
        fields.put(
                "operation",
                Cell.of(
                        Tone.STRONG,
                        "@" + operation.id() + " " + operation.kind().word()));
        activation.ifPresent(row -> fields.put("change", Cell.of(HistoryView.change(row, look))));
        fields.put("outcome", OutcomeText.cell(operation.ended().map(Ended::outcome)));
        fields.put("asked", Cell.of(When.full(operation.askedAt(), look)));
        operation
                .ended()
                .ifPresent(ended ->
                        fields.put("took", Cell.of(When.lasted(Duration.between(operation.askedAt(), ended.at())))));
        fields.put("by", Cell.of(HistoryView.by(operation.caller())));
        fields.put("reason", Cell.of(operation.caller().reason()));
        activation.ifPresent(row -> fields.put(
                "position",
                Cell.of("@" + row.position()
                        + row.parent().map(parent -> ", parent @" + parent).orElse(""))));
        page.fields(fields);
        operation.ended().stream()
                .flatMap(ended -> OutcomeText.details(ended.outcome()).stream())
                .forEach(detail -> page.paragraph(detail, 2));
        Steps.of(events).table(page);
        events.stream()
                .filter(event -> event.type() == Event.Type.NOTE)
                .forEach(event -> page.paragraph("note: " + event.text(), 2));
        events.stream().filter(event -> event.type() == Event.Type.EVIDENCE).forEach(event -> {
            page.heading("evidence: " + event.step());
            page.block(event.text(), 2);
        });
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("operation", operation.id().value())
                .and("kind", operation.kind().word())
                .and("askedAt", operation.askedAt())
                .and("endedAt", operation.ended().map(Ended::at))
                .andAll(OutcomeText.json(operation.ended().map(Ended::outcome)).map())
                .and("actor", operation.caller().actor())
                .and("origin", operation.caller().origin().name().toLowerCase(Locale.ROOT))
                .and("reason", operation.caller().reason())
                .and("request", new Json.Raw(operation.request()))
                .and("activation", activation.map(OperationView::row))
                .and("steps", Steps.of(events).json())
                .and("events", Members.each(events, OperationView::event))
                .map();
    }

    private static Map<String, ?> row(Activation row) {
        return Members.of("from", row.from())
                .and("to", row.to())
                .and("digest", row.digest())
                .and("live", row.live())
                .and("position", row.position().value())
                .and("parent", row.parent().map(OperationId::value))
                .and("settings", raw(row.settings()))
                .and("plan", raw(row.plan()))
                .map();
    }

    private static Object raw(String json) {
        return json.isEmpty() ? Optional.empty() : new Json.Raw(json);
    }

    private static Members event(Event event) {
        return Members.of("id", event.id())
                .and("at", event.at())
                .and("type", event.type().name())
                .and("step", event.step())
                .and("text", event.text())
                .and("data", raw(event.data()));
    }
}
