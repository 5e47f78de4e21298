package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.plan.PlannedStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of an operation, folded into what a reader wants to see. A pure function of plan and events.
 *
 * @param log everything that was said, in order; samples and progress only as their last state
 * @param evidence transcripts kept as proof
 * @param last number of the last event; 0 when there is none
 */
record Timeline(List<StepRow> steps, List<Event> log, List<Event> evidence, long last) {

    static Timeline of(List<PlannedStep> planned, Iterable<Event> events) {
        Map<String, StepRow> steps = new LinkedHashMap<>();
        planned.forEach(step -> steps.put(step.name(), StepRow.waiting(step.name(), step.does())));
        List<Event> log = new ArrayList<>();
        List<Event> evidence = new ArrayList<>();
        long last = 0;
        for (Event event : events) {
            last = event.id();
            switch (event.type()) {
                case EVIDENCE -> evidence.add(event);
                case PROGRESS, HEALTH_SAMPLE -> replaceLast(log, event);
                default -> {
                    log.add(event);
                    if (!event.step().isEmpty()) {
                        steps.merge(
                                event.step(),
                                after(StepRow.waiting(event.step(), ""), event),
                                (before, _) -> after(before, event));
                    }
                }
            }
        }
        return new Timeline(List.copyOf(steps.values()), log, evidence, last);
    }

    private static StepRow after(StepRow step, Event event) {
        return switch (event.type()) {
            case STEP_STARTED -> step.began(event.at(), event.text());
            case STEP_DONE -> step.ended(StepRow.State.DONE, event.at(), event.text());
            case STEP_FAILED -> step.ended(StepRow.State.FAILED, event.at(), event.text());
            case STEP_UNDOING -> unlessFailed(step, step.now(StepRow.State.UNDOING, ""));
            case STEP_UNDONE -> unlessFailed(step, step.now(StepRow.State.UNDONE, event.text()));
            case UNDO_FAILED -> step.now(StepRow.State.UNDO_FAILED, event.text());
            default -> step;
        };
    }

    /** The step that failed is undone too, but what it is looked for is that it failed. */
    private static StepRow unlessFailed(StepRow step, StepRow undone) {
        return step.state() == StepRow.State.FAILED ? step : undone;
    }

    /** A run of samples of one check, or of progress, is one line: the newest. */
    private static void replaceLast(List<Event> log, Event event) {
        if (!log.isEmpty()
                && log.getLast().type() == event.type()
                && log.getLast().step().equals(event.step())) {
            log.removeLast();
        }
        log.add(event);
    }
}
