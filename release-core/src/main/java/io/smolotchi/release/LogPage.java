package io.smolotchi.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lines of a unit's journal, oldest first.
 *
 * @param unit in full
 * @param cursor to go on from; empty while nothing was ever written
 */
public record LogPage(String unit, List<Line> lines, Optional<String> cursor) {

    /** @param priority 0 (emergency) to 7 (debug) */
    public record Line(Instant at, String program, int pid, int priority, String message) {}

    public LogPage {
        lines = List.copyOf(lines);
    }
}
