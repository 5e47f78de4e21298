package io.smolotchi.release.descriptor;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one file, collected so that all of it can be shown at once. */
final class Problems {

    private record Problem(int line, String text) {}

    private final String file;
    private final Code code;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file, Code code) {
        this.file = file;
        this.code = code;
    }

    /** @param line counted from 1 */
    void add(int line, String text) {
        found.add(new Problem(line, text));
    }

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new Refused(refusals());
        }
    }

    private List<Refusal> refusals() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(problem -> Refusal.of(
                        code,
                        file + ":" + problem.line() + ": " + problem.text(),
                        "docs/configuration.md lists the keys"))
                .toList();
    }
}
