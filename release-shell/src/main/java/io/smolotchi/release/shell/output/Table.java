package io.smolotchi.release.shell.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows under aligned headings. Where the terminal is too narrow, columns that may be cut are cut, the widest first, and then those at the right are left
 * out. Where that is not enough, and on a very narrow terminal instead of all that, each row becomes a block with a line for each of its cells.
 */
public final class Table {

    private static final int GAP = 2;
    private static final int LEAST = 8;

    /** Columns below which a table of which something has to be cut is hardly one any more. */
    private static final int NARROW = 60;

    private enum Kind {
        FIXED,
        RIGHT,
        CUT
    }

    private record Column(String heading, Kind kind) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    /** A column that is never cut. */
    public Table column(String heading) {
        columns.add(new Column(heading, Kind.FIXED));
        return this;
    }

    /** A column of numbers, flush right. */
    public Table numbers(String heading) {
        columns.add(new Column(heading, Kind.RIGHT));
        return this;
    }

    /** A column that may be cut, or be left out. */
    public Table text(String heading) {
        columns.add(new Column(heading, Kind.CUT));
        return this;
    }

    public void row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    public boolean empty() {
        return rows.isEmpty();
    }

    /** A column without any text is left out. */
    List<String> lines(Look look) {
        int[] widths = widths();
        if (!fit(widths, look.width())) {
            return rows.stream().flatMap(row -> block(row, widths(), look)).toList();
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(
                columns.stream()
                        .map(column -> Cell.of(Tone.STRONG, column.heading()))
                        .toList(),
                widths,
                look));
        rows.forEach(row -> lines.add(line(row, widths, look)));
        return lines;
    }

    private int[] widths() {
        return IntStream.range(0, columns.size())
                .map(i -> {
                    int widest = rows.stream()
                            .mapToInt(row -> Printable.width(row.get(i).text()))
                            .max()
                            .orElse(0);
                    return widest == 0
                            ? 0
                            : Math.max(widest, Printable.width(columns.get(i).heading()));
                })
                .toArray();
    }

    private Stream<String> block(List<Cell> cells, int[] widths, Look look) {
        List<String> lines = new ArrayList<>();
        int[] shown = IntStream.range(0, widths.length)
                .filter(i -> !cells.get(i).text().isEmpty())
                .toArray();
        int names = IntStream.of(shown)
                .skip(1)
                .map(i -> Printable.width(columns.get(i).heading()))
                .max()
                .orElse(0);
        for (int i : shown) {
            Cell cell = cells.get(i);
            if (lines.isEmpty()) {
                lines.add(look.paint(cell.tone(), cell.text()));
                continue;
            }
            String name = columns.get(i).heading().toLowerCase(Locale.ROOT);
            String begin = "  " + look.paint(Tone.FAINT, Printable.padded(name, names)) + "  ";
            int indent = names + 4;
            for (String part : Printable.wrapped(cell.text(), look.width() - indent)) {
                lines.add(begin + look.paint(cell.tone(), part));
                begin = " ".repeat(indent);
            }
        }
        return lines.stream();
    }

    /** Whether it fits now. */
    private boolean fit(int[] widths, int room) {
        if (room < NARROW) {
            return total(widths) <= room;
        }
        while (total(widths) > room) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                boolean mayBeCut = columns.get(i).kind() == Kind.CUT && widths[i] > LEAST;
                if (mayBeCut && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest >= 0) {
                widths[widest] -= Math.min(widths[widest] - LEAST, total(widths) - room);
            } else if (!leaveOutLast(widths)) {
                return false;
            }
        }
        return true;
    }

    private boolean leaveOutLast(int[] widths) {
        for (int i = widths.length - 1; i > 0; i--) {
            if (columns.get(i).kind() == Kind.CUT && widths[i] > 0) {
                widths[i] = 0;
                return true;
            }
        }
        return false;
    }

    private static int total(int[] widths) {
        int shown = (int) IntStream.of(widths).filter(width -> width > 0).count();
        return IntStream.of(widths).sum() + GAP * Math.max(0, shown - 1);
    }

    private String line(List<Cell> cells, int[] widths, Look look) {
        StringBuilder line = new StringBuilder();
        int pending = 0;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] == 0) {
                continue;
            }
            Cell cell = cells.get(i);
            String text = Printable.cut(cell.text(), widths[i], look.ellipsis());
            int missing = widths[i] - Printable.width(text);
            boolean right = columns.get(i).kind() == Kind.RIGHT;
            line.append(" ".repeat(pending + (right ? missing : 0)));
            line.append(look.paint(cell.tone(), text));
            pending = GAP + (right ? 0 : missing);
        }
        return line.toString().stripTrailing();
    }
}
