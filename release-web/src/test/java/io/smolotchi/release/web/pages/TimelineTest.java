package io.smolotchi.release.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.plan.PlannedStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final List<Event> events = new ArrayList<>();

    @Test
    void planned_steps_wait_until_they_begin_and_keep_their_order() {
        happened(Event.Type.STEP_STARTED, "stop", "", 0);

        assertThat(timeline().steps())
                .extracting(StepRow::name, StepRow::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("stop", StepRow.State.RUNNING),
                        org.assertj.core.groups.Tuple.tuple("start", StepRow.State.WAITING));
    }

    @Test
    void a_step_that_failed_keeps_its_duration_and_what_it_said_while_others_are_undone() {
        happened(Event.Type.STEP_STARTED, "stop", "", 0);
        happened(Event.Type.STEP_DONE, "stop", "", 400);
        happened(Event.Type.STEP_STARTED, "start", "", 400);
        happened(Event.Type.STEP_FAILED, "start", "it exited with 3", 1_900);
        happened(Event.Type.STEP_UNDOING, "start", "", 1_900);
        happened(Event.Type.STEP_UNDONE, "start", "", 2_000);
        happened(Event.Type.STEP_UNDOING, "stop", "", 2_000);
        happened(Event.Type.STEP_UNDONE, "stop", "", 2_500);

        StepRow stop = timeline().steps().getFirst();
        StepRow start = timeline().steps().getLast();
        assertThat(stop.state()).isEqualTo(StepRow.State.UNDONE);
        assertThat(stop.duration()).isEqualTo("0.4 s");
        assertThat(start.state()).isEqualTo(StepRow.State.FAILED);
        assertThat(start.duration()).isEqualTo("1.5 s");
        assertThat(start.text()).isEqualTo("it exited with 3");
    }

    @Test
    void a_step_that_no_plan_named_is_shown_all_the_same() {
        happened(Event.Type.STEP_STARTED, "old-health", "watch what ran before", 0);

        StepRow step = timeline().steps().getLast();
        assertThat(step.name()).isEqualTo("old-health");
        assertThat(step.does()).isEqualTo("watch what ran before");
    }

    @Test
    void of_many_samples_the_last_is_shown_and_evidence_is_kept_apart() {
        happened(Event.Type.HEALTH_SAMPLE, "watch", "http: 500", 0);
        happened(Event.Type.HEALTH_SAMPLE, "watch", "http: 200", 1_000);
        happened(Event.Type.NOTE, "", "all is well", 1_000);
        happened(Event.Type.EVIDENCE, "journal", "lines", 1_000);

        assertThat(timeline().log()).extracting(Event::text).containsExactly("http: 200", "all is well");
        assertThat(timeline().evidence()).extracting(Event::text).containsExactly("lines");
        assertThat(timeline().last()).isEqualTo(4);
    }

    private Timeline timeline() {
        return Timeline.of(List.of(new PlannedStep("stop", ""), new PlannedStep("start", "")), events);
    }

    private void happened(Event.Type type, String step, String text, long millis) {
        events.add(new Event(
                events.size() + 1L,
                new OperationId(1),
                Instant.parse("2026-11-24T10:00:00Z").plusMillis(millis),
                type,
                step,
                text,
                "{}"));
    }
}
