package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.PlanJson;
import io.smolotchi.release.plan.PlannedStep;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * An operation while it runs and after.
 *
 * @param title such as "Activation @12"
 * @param what such as "activate 1.0.0 -> 1.1.0"
 * @param ending empty while it is in progress
 * @param again address of the review of the same request; empty when a page can't ask it
 * @param cancel where to send that it is to be cancelled; empty when it has to go on
 * @param release that was staged
 * @param activation whether it changes what runs
 * @param starting whether it was asked for, and whoever carries it out has not said anything yet
 * @param last number of the last event shown: where the stream goes on
 */
public record OperationView(
        String number,
        String title,
        String href,
        String stream,
        String what,
        Badge outcome,
        String actor,
        String origin,
        String reason,
        Moment asked,
        String took,
        Optional<Ending> ending,
        Optional<String> again,
        Optional<String> cancel,
        Optional<String> release,
        List<StepRow> steps,
        List<LogLine> log,
        List<LogLine> evidence,
        boolean activation,
        boolean starting,
        long last) {

    /**
     * @param activation empty when it is none, or was refused before it began
     * @param left whether nobody carries it out, though it has not ended
     */
    static OperationView of(
            Operation operation,
            Optional<Activation> activation,
            boolean left,
            Iterable<Event> events,
            Show show,
            Advice advice) {
        Timeline timeline = Timeline.of(activation.map(OperationView::steps).orElse(List.of()), events);
        Optional<Request> request = request(operation);
        String number = "@" + operation.id();
        String href = Words.href(operation.kind(), operation.id());
        return new OperationView(
                number,
                (Words.isActivation(operation.kind()) ? "Activation " : "Operation ") + number,
                href,
                href + "/events",
                what(operation, activation, request),
                left ? new Badge("warn", "warn", "interrupted") : Badge.of(operation.ended()),
                operation.caller().actor(),
                Words.origin(operation.caller().origin()),
                operation.caller().reason(),
                show.moment(operation.askedAt()),
                operation
                        .ended()
                        .map(end -> Show.duration(Duration.between(operation.askedAt(), end.at())))
                        .orElse(""),
                operation.ended().map(end -> Ending.of(end.outcome(), from(activation), to(activation), advice)),
                operation.ended().flatMap(_ -> request).flatMap(Verb::of).map(Verb::href),
                operation.ended().isEmpty() && operation.kind().cancellable()
                        ? Optional.of("/operations/" + operation.id() + "/cancel")
                        : Optional.empty(),
                staged(operation, request),
                operation.ended().isEmpty()
                        ? timeline.steps()
                        : timeline.steps().stream().map(StepRow::atTheEnd).toList(),
                timeline.log().stream().map(event -> LogLine.of(event, show)).toList(),
                timeline.evidence().stream()
                        .map(event -> LogLine.of(event, show))
                        .toList(),
                Words.isActivation(operation.kind()),
                operation.ended().isEmpty()
                        && (Words.isActivation(operation.kind()) ? activation.isEmpty() : timeline.last() == 0),
                timeline.last());
    }

    private static Optional<String> staged(Operation operation, Optional<Request> request) {
        boolean done = operation
                .ended()
                .filter(end -> end.outcome() instanceof Outcome.Done)
                .isPresent();
        return request.filter(_ -> done)
                .flatMap(asked -> asked instanceof Request.Stage stage ? stage.version() : Optional.empty())
                .map(Version::value);
    }

    private static String what(Operation operation, Optional<Activation> activation, Optional<Request> request) {
        String verb = operation.kind().word();
        if (activation.isPresent()) {
            return verb + " " + from(activation) + " → " + to(activation);
        }
        if (request.isPresent() && request.get() instanceof Request.Stage stage) {
            return verb + stage.version().map(version -> " " + version).orElse("");
        }
        return request.flatMap(Verb::of)
                .map(asked -> (asked.word() + " "
                                + String.join(" ", asked.parameters().values()))
                        .strip())
                .orElse(verb);
    }

    private static String from(Optional<Activation> activation) {
        return activation.flatMap(Activation::from).map(Version::value).orElse("what ran before");
    }

    private static String to(Optional<Activation> activation) {
        return activation.flatMap(Activation::to).map(Version::value).orElse("nothing");
    }

    /** A row of another version of this program may be written in a form that is not ours: the page does without. */
    private static List<PlannedStep> steps(Activation activation) {
        try {
            return PlanJson.read(activation.plan(), ActivationPlan.class).steps();
        } catch (JacksonException | IllegalArgumentException | Refused e) {
            return List.of();
        }
    }

    private static Optional<Request> request(Operation operation) {
        try {
            return Optional.of(RequestJson.read(operation.request()));
        } catch (JacksonException | IllegalArgumentException | Refused e) {
            return Optional.empty();
        }
    }
}
