package io.smolotchi.release.web.pages;

import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.refusal.Advice;
import java.util.List;

/**
 * A check of the doctor.
 *
 * @param remedy what to do or to type; may be empty
 */
public record CheckRow(String check, Badge verdict, String result, List<String> details, String remedy) {

    static CheckRow of(Diagnosis.Line line, Advice advice) {
        return new CheckRow(
                line.check(), verdict(line.verdict()), line.result(), line.details(), advice.in(line.remedy()));
    }

    private static Badge verdict(String word) {
        return switch (word) {
            case "well" -> new Badge("ok", "good", word);
            case "wrong" -> new Badge("cross", "bad", word);
            case "note" -> new Badge("warn", "warn", word);
            default -> new Badge("dash", "quiet", word);
        };
    }
}
