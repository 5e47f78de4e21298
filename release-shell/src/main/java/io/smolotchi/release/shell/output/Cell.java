package io.smolotchi.release.shell.output;

/** Text in a table, without line breaks or control characters. */
public record Cell(String text, Tone tone) {

    public Cell {
        text = Printable.line(text);
    }

    public static Cell of(String text) {
        return new Cell(text, Tone.PLAIN);
    }

    public static Cell of(Tone tone, String text) {
        return new Cell(text, tone);
    }
}
