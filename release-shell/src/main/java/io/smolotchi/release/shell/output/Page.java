package io.smolotchi.release.shell.output;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines on a stream. */
public final class Page {

    private final PrintStream out;
    private final Look look;

    public Page(PrintStream out, Look look) {
        this.out = out;
        this.look = look;
    }

    public Look look() {
        return look;
    }

    public void line(String text) {
        line(Tone.PLAIN, text);
    }

    public void line(Tone tone, String text) {
        out.println(look.paint(tone, Printable.line(text)).stripTrailing());
    }

    /** A line of differently toned pieces. */
    public void line(Cell... pieces) {
        StringBuilder line = new StringBuilder();
        for (Cell piece : pieces) {
            line.append(look.paint(piece.tone(), piece.text()));
        }
        out.println(line.toString().stripTrailing());
    }

    public void blank() {
        out.println();
    }

    public void heading(String text) {
        line(Tone.STRONG, text);
    }

    /** Lines of one text, each indented. */
    public void block(String text, int indent) {
        text.stripTrailing()
                .lines()
                .forEach(part -> out.println((" ".repeat(indent) + Printable.line(part)).stripTrailing()));
    }

    /** A paragraph, broken between words at the terminal's width. */
    public void paragraph(String text, int indent) {
        paragraph(Tone.PLAIN, text, indent);
    }

    public void paragraph(Tone tone, String text, int indent) {
        int room = Math.max(20, Math.min(look.width(), 100) - indent);
        Printable.wrapped(text, room)
                .forEach(line -> out.println((" ".repeat(indent) + look.paint(tone, line)).stripTrailing()));
    }

    public void table(Table table) {
        table.lines(look).forEach(out::println);
    }

    public void indented(Table table) {
        Look narrower = new Look(look.width() - 2, look.colour(), look.unicode(), look.now(), look.zone());
        table.lines(narrower).forEach(line -> out.println("  " + line));
    }

    /** Names and values, aligned, long ones broken between words; empty values are left out. */
    public void fields(Map<String, Cell> fields) {
        Map<String, Cell> shown = new LinkedHashMap<>(fields);
        shown.values().removeIf(cell -> cell.text().isEmpty());
        int width = shown.keySet().stream().mapToInt(Printable::width).max().orElse(0) + 2;
        shown.forEach((name, cell) -> {
            String begin = Printable.padded(name + ":", width);
            for (String part : Printable.wrapped(cell.text(), look.width() - width)) {
                line(Cell.of(Tone.FAINT, begin), Cell.of(cell.tone(), part));
                begin = " ".repeat(width);
            }
        });
    }

    public void bullets(List<String> texts) {
        texts.forEach(text -> line("  - " + text));
    }

    public void flush() {
        out.flush();
    }
}
