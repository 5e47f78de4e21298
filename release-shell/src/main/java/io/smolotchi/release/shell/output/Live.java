package io.smolotchi.release.shell.output;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Event;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lines about a running operation, and below them, where the terminal can, one that is drawn again and again. */
public final class Live {

    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream stream;
    private final Page page;
    private final boolean animated;
    private final Clock clock;
    private String doing = "";
    private String idle = "  starting";
    private boolean drawn;

    /** @param animated whether the changing line is wanted at all */
    public Live(PrintStream stream, Look look, boolean animated, Clock clock) {
        this.stream = stream;
        this.page = new Page(stream, look);
        this.animated = animated;
        this.clock = clock;
    }

    public void step(Steps.Row row) {
        clear();
        String took = When.lasted(row.lasted(clock.instant()));
        page.line(
                Cell.of("  "),
                Cell.of(row.state().tone(), Printable.padded(row.state().word(), 11)),
                Cell.of(" " + Printable.padded(row.step(), 14)),
                Cell.of(" ".repeat(Math.max(0, 9 - took.length())) + took),
                Cell.of(row.text().isEmpty() ? "" : "  " + row.text()));
    }

    public void note(String text) {
        clear();
        page.line("  " + text);
    }

    public void progress(Event event) {
        JsonNode data = data(event);
        long files = data.path("filesDone").asLong(0);
        long filesAll = data.path("filesAll").asLong(0);
        long bytes = data.path("bytesDone").asLong(0);
        long bytesAll = data.path("bytesAll").asLong(0);
        long rate = data.path("bytesPerSecond").asLong(0);
        doing = files + (filesAll > 0 ? " of " + filesAll : "") + " files, " + ByteCount.words(bytes)
                + (bytesAll > 0 ? " of " + ByteCount.words(bytesAll) : "")
                + (rate > 0 ? ", " + ByteCount.words(rate) + "/s" : "");
    }

    public void sample(Event event) {
        JsonNode data = data(event);
        if (data.has("checks")) {
            // The text speaks of all of them.
            doing = event.text();
            return;
        }
        String check = data.path("check").asString("");
        String verdict = data.path("verdict").asString("");
        String told = (check + " " + verdict).trim();
        doing = event.text().isEmpty() ? told : told.isEmpty() ? event.text() : told + ": " + event.text();
    }

    /** Whoever carries it out has said something. */
    public void begun() {
        idle = "  working";
    }

    /** Another step begins: what the last one told is no longer so. */
    public void forget() {
        doing = "";
    }

    public void draw(Optional<Steps.Row> open) {
        if (!animated) {
            return;
        }
        Instant now = clock.instant();
        String line = open.map(
                        row -> "  " + row.state().word() + " " + row.step() + "  " + When.lasted(row.lasted(now)))
                .orElse(idle);
        String whole = Printable.line(doing.isEmpty() ? line : line + "  " + doing);
        stream.print(CLEAR
                + Printable.cut(
                        whole,
                        Math.max(10, page.look().width() - 1),
                        page.look().ellipsis()));
        stream.flush();
        drawn = true;
    }

    public void clear() {
        if (drawn) {
            stream.print(CLEAR);
            stream.flush();
            drawn = false;
        }
    }

    private static JsonNode data(Event event) {
        try {
            return Mapper.JSON.readTree(event.data());
        } catch (JacksonException e) {
            // A newer manager may write other particulars; the line then shows less.
            return Mapper.JSON.createObjectNode();
        }
    }

    /** Made when the first event with particulars arrives. */
    private static final class Mapper {
        static final JsonMapper JSON = JsonMapper.builder().build();
    }
}
