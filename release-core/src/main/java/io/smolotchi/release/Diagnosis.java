package io.smolotchi.release;

import java.util.List;

/** What {@code doctor} found, check by check. */
public record Diagnosis(List<Line> lines) {

    public Diagnosis {
        lines = List.copyOf(lines);
    }

    /**
     * One check.
     *
     * @param check its name, the same for ever
     * @param verdict well, note, wrong or skipped; only "wrong" needs a hand
     * @param details a line each
     * @param remedy what to do or to type; may be empty
     * @param mending what {@code doctor --fix} would do about it; may be empty
     */
    public record Line(
            String check, String verdict, String result, List<String> details, String remedy, String mending) {

        public Line {
            details = List.copyOf(details);
        }

        public boolean wrong() {
            return verdict.equals("wrong");
        }
    }

    public boolean well() {
        return lines.stream().noneMatch(Line::wrong);
    }

    /** What {@code doctor --fix} would do. */
    public List<String> mendings() {
        return lines.stream()
                .map(Line::mending)
                .filter(mending -> !mending.isEmpty())
                .distinct()
                .toList();
    }
}
