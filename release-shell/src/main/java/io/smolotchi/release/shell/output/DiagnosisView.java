package io.smolotchi.release.shell.output;

import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.refusal.Advice;
import java.util.List;
import java.util.Map;

/** What the doctor found, check by check. */
public record DiagnosisView(Diagnosis diagnosis, Advice advice) implements View {

    private static final int VERDICT = 9;
    private static final int CHECK = 13;

    @Override
    public void print(Page page) {
        for (Diagnosis.Line line : diagnosis.lines()) {
            page.line(
                    Cell.of(tone(line), Printable.padded(line.verdict(), VERDICT)),
                    Cell.of(Tone.STRONG, Printable.padded(line.check(), CHECK)),
                    Cell.of(advice.in(line.result())));
            line.details().forEach(detail -> page.paragraph(advice.in(detail), VERDICT + CHECK));
            if (!line.remedy().isEmpty()) {
                page.paragraph(page.look().arrow() + " " + advice.in(line.remedy()), VERDICT + CHECK);
            }
        }
    }

    private static Tone tone(Diagnosis.Line line) {
        return switch (line.verdict()) {
            case "well" -> Tone.GOOD;
            case "wrong" -> Tone.BAD;
            case "note" -> Tone.WARN;
            default -> Tone.FAINT;
        };
    }

    @Override
    public void brief(Page page) {
        diagnosis.lines().stream()
                .filter(Diagnosis.Line::wrong)
                .forEach(line -> page.line(line.check() + ": " + line.result()));
    }

    @Override
    public List<String> hints() {
        return diagnosis.mendings().isEmpty() ? List.of() : List.of("next: " + advice.line("doctor --fix"));
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("well", diagnosis.well())
                .and("checks", Members.each(diagnosis.lines(), this::json))
                .map();
    }

    private Members json(Diagnosis.Line line) {
        return Members.of("check", line.check())
                .and("verdict", line.verdict())
                .and("result", advice.in(line.result()))
                .and("details", line.details().stream().map(advice::in).toList())
                .and("remedy", advice.in(line.remedy()))
                .and("mending", line.mending());
    }
}
