package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of an operation, as its events tell them: in the order in which they began, forward and undo each a row of its own. */
public final class Steps {

    private final List<Row> rows = new ArrayList<>();

    /** How far a step is; the word is what tables show. */
    public enum State {
        RUNNING("running", Tone.PLAIN),
        DONE("done", Tone.GOOD),
        FAILED("failed", Tone.BAD),
        UNDOING("undoing", Tone.WARN),
        UNDONE("undone", Tone.WARN),
        UNDO_FAILED("undo failed", Tone.BAD);

        private final String word;
        private final Tone tone;

        State(String word, Tone tone) {
            this.word = word;
            this.tone = tone;
        }

        public String word() {
            return word;
        }

        public Tone tone() {
            return tone;
        }

        public boolean open() {
            return this == RUNNING || this == UNDOING;
        }
    }

    /** @param ended empty while the step is open */
    public record Row(String step, State state, Instant began, Optional<Instant> ended, String text) {

        public Duration lasted(Instant now) {
            Duration duration = Duration.between(began, ended.orElse(now));
            return duration.isNegative() ? Duration.ZERO : duration;
        }
    }

    public static Steps of(List<Event> events) {
        Steps steps = new Steps();
        events.forEach(steps::add);
        return steps;
    }

    /** The row that the event began or ended; empty when it is about no step. */
    public Optional<Row> add(Event event) {
        return switch (event.type()) {
            case STEP_STARTED -> Optional.of(began(event, State.RUNNING));
            case STEP_UNDOING -> Optional.of(began(event, State.UNDOING));
            case STEP_DONE -> Optional.of(ended(event, State.RUNNING, State.DONE));
            case STEP_FAILED -> Optional.of(ended(event, State.RUNNING, State.FAILED));
            case STEP_UNDONE -> Optional.of(ended(event, State.UNDOING, State.UNDONE));
            case UNDO_FAILED -> Optional.of(ended(event, State.UNDOING, State.UNDO_FAILED));
            case STARTED, PROGRESS, HEALTH_SAMPLE, NOTE, EVIDENCE, ENDED -> Optional.empty();
        };
    }

    private Row began(Event event, State state) {
        Row row = new Row(event.step(), state, event.at(), Optional.empty(), event.text());
        rows.add(row);
        return row;
    }

    private Row ended(Event event, State before, State after) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            Row open = rows.get(i);
            if (open.state() == before && open.step().equals(event.step())) {
                Row row = new Row(open.step(), after, open.began(), Optional.of(event.at()), event.text());
                rows.set(i, row);
                return row;
            }
        }
        // Steps that recovery finds done already end without having begun in this run.
        Row row = new Row(event.step(), after, event.at(), Optional.of(event.at()), event.text());
        rows.add(row);
        return row;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The step that is at work now. */
    public Optional<Row> open() {
        return rows.reversed().stream().filter(row -> row.state().open()).findFirst();
    }

    void table(Page page) {
        Table table = new Table().column("STEP").column("STATE").numbers("TOOK").text("WHAT");
        rows.forEach(row -> table.row(
                Cell.of(row.step()),
                Cell.of(row.state().tone(), row.state().word()),
                Cell.of(
                        row.ended().isPresent()
                                ? When.lasted(row.lasted(page.look().now()))
                                : ""),
                Cell.of(row.text())));
        if (!table.empty()) {
            page.indented(table);
        }
    }

    List<?> json() {
        return Members.each(
                rows(),
                row -> Members.of("step", row.step())
                        .and("state", row.state().word())
                        .and("began", row.began())
                        .and("ended", row.ended())
                        .and("text", row.text()));
    }
}
