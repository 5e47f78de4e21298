package io.smolotchi.release.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A step of an operation.
 *
 * @param does for people; empty when the plan did not name the step
 * @param started empty while it waits
 * @param text what was said last about it
 */
public record StepRow(
        String name, String does, State state, Optional<Instant> started, Optional<Duration> took, String text) {

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        UNDOING,
        UNDONE,
        UNDO_FAILED,
        NOT_REACHED;

        public Badge badge() {
            return switch (this) {
                case WAITING -> new Badge("wait", "quiet", "waiting");
                case RUNNING -> new Badge("busy", "busy", "running");
                case DONE -> new Badge("ok", "good", "done");
                case FAILED -> new Badge("cross", "bad", "failed");
                case UNDOING -> new Badge("undo", "busy", "undoing");
                case UNDONE -> new Badge("undo", "warn", "undone");
                case NOT_REACHED -> new Badge("dash", "quiet", "not reached");
                case UNDO_FAILED -> new Badge("warn", "bad", "undo failed");
            };
        }
    }

    static StepRow waiting(String name, String does) {
        return new StepRow(name, does, State.WAITING, Optional.empty(), Optional.empty(), "");
    }

    /** @param said what it does; a step that the plan did not name is described by its event alone */
    StepRow began(Instant at, String said) {
        return new StepRow(name, does.isEmpty() ? said : does, State.RUNNING, Optional.of(at), Optional.empty(), text);
    }

    StepRow ended(State state, Instant at, String said) {
        return new StepRow(
                name,
                does,
                state,
                started,
                took.or(() -> started.map(begin -> Duration.between(begin, at))),
                said.isEmpty() ? text : said);
    }

    StepRow now(State state, String said) {
        return new StepRow(name, does, state, started, took, said.isEmpty() ? text : said);
    }

    /** What waited when the operation ended waits no longer. */
    StepRow atTheEnd() {
        return state == State.WAITING ? now(State.NOT_REACHED, "") : this;
    }

    public String duration() {
        return took.map(Show::duration).orElse("");
    }

    public String startedIso() {
        return started.map(Instant::toString).orElse("");
    }
}
