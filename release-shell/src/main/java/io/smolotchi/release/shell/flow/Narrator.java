package io.smolotchi.release.shell.flow;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.shell.output.Live;
import io.smolotchi.release.shell.output.Steps;
import java.util.ArrayList;
import java.util.List;

/** Tells an operation's events as they come: a line per finished step, and on a terminal one line below that keeps changing. */
final class Narrator {

    private final Live live;
    private final boolean silent;
    private final Steps steps = new Steps();
    private final List<Event> events = new ArrayList<>();

    Narrator(Live live, boolean silent) {
        this.live = live;
        this.silent = silent;
    }

    void tell(Event event) {
        events.add(event);
        live.begun();
        steps.add(event).filter(row -> !row.state().open()).ifPresent(this::line);
        if (silent) {
            return;
        }
        switch (event.type()) {
            case PROGRESS -> live.progress(event);
            case HEALTH_SAMPLE -> live.sample(event);
            case NOTE -> live.note(event.text());
            case STARTED, STEP_STARTED, STEP_DONE, STEP_FAILED, STEP_UNDOING, STEP_UNDONE, UNDO_FAILED -> live.forget();
            case EVIDENCE, ENDED -> {}
        }
    }

    private void line(Steps.Row row) {
        if (!silent) {
            live.step(row);
        }
    }

    /** Draws the changing line again. */
    void tick() {
        if (!silent) {
            live.draw(steps.open());
        }
    }

    void say(String text) {
        live.note(text);
    }

    void finish() {
        live.clear();
    }

    List<Event> events() {
        return List.copyOf(events);
    }
}
