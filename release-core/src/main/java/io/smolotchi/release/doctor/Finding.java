package io.smolotchi.release.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param check its name
 * @param result in one line
 * @param details a line each; may be empty
 * @param remedy what to do or to type; empty when nothing has to be done
 * @param repair what mends it without a risk; empty when somebody has to decide
 */
public record Finding(
        String check, Verdict verdict, String result, List<String> details, String remedy, Optional<Repair> repair) {

    /** Only {@code WRONG} needs a hand; {@code NOTE} is worth knowing; {@code SKIPPED} was not looked at, for the reason that the result says. */
    public enum Verdict {
        WELL,
        NOTE,
        WRONG,
        SKIPPED
    }

    public Finding {
        details = List.copyOf(details);
    }

    static Finding well(Check check, String result) {
        return new Finding(check.name(), Verdict.WELL, result, List.of(), "", Optional.empty());
    }

    static Finding skipped(Check check, String why) {
        return new Finding(check.name(), Verdict.SKIPPED, why, List.of(), "", Optional.empty());
    }

    static Finding note(Check check, String result, String remedy) {
        return new Finding(check.name(), Verdict.NOTE, result, List.of(), remedy, Optional.empty());
    }

    static Finding wrong(Check check, String result, String remedy) {
        return new Finding(check.name(), Verdict.WRONG, result, List.of(), remedy, Optional.empty());
    }

    Finding with(List<String> lines) {
        return new Finding(check, verdict, result, lines, remedy, repair);
    }

    Finding mendedBy(Repair by) {
        return new Finding(check, verdict, result, details, remedy, Optional.of(by));
    }
}
