package io.smolotchi.release.web.pages;

import io.smolotchi.release.LogPage;

/**
 * A line of a unit's journal.
 *
 * @param tone bad from the priority "error" on, warn for a warning
 */
public record JournalRow(Moment at, String tone, String from, String message) {

    private static final int ERROR = 3;
    private static final int WARNING = 4;

    static JournalRow of(LogPage.Line line, Show show) {
        String tone = line.priority() <= ERROR ? "bad" : line.priority() == WARNING ? "warn" : "quiet";
        return new JournalRow(
                show.moment(line.at()),
                tone,
                line.program() + (line.pid() == 0 ? "" : "[" + line.pid() + "]"),
                line.message());
    }
}
