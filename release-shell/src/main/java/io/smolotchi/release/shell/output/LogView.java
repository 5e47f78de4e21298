package io.smolotchi.release.shell.output;

import io.smolotchi.release.LogPage;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Lines of a unit's journal. */
public record LogView(LogPage log) implements View {

    /** As syslog counts: below it are errors and worse. */
    private static final int WARNING = 4;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Override
    public void print(Page page) {
        for (LogPage.Line line : log.lines()) {
            String from = line.program() + (line.pid() == 0 ? "" : "[" + line.pid() + "]");
            String[] parts = line.message().split("\n", -1);
            page.line(
                    Cell.of(Tone.FAINT, TIME.format(line.at().atZone(page.look().zone())) + " " + from + ": "),
                    Cell.of(tone(line), parts[0]));
            for (int i = 1; i < parts.length; i++) {
                page.line(tone(line), "    " + parts[i]);
            }
        }
    }

    private static Tone tone(LogPage.Line line) {
        return line.priority() < WARNING ? Tone.BAD : line.priority() == WARNING ? Tone.WARN : Tone.PLAIN;
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("unit", log.unit())
                .and(
                        "lines",
                        Members.each(
                                log.lines(),
                                line -> Members.of("at", line.at())
                                        .and("program", line.program())
                                        .and("pid", line.pid())
                                        .and("priority", line.priority())
                                        .and("message", line.message())))
                .and("cursor", log.cursor())
                .map();
    }
}
