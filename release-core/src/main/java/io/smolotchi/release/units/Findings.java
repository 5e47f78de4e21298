package io.smolotchi.release.units;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a preflight found.
 *
 * @param refusals what speaks against the set
 * @param warnings worth knowing, no reason to refuse
 */
public record Findings(List<Refusal> refusals, List<String> warnings) {

    public Findings {
        refusals = List.copyOf(refusals);
        warnings = List.copyOf(warnings);
    }

    /** Collects them. */
    static final class Book {

        private final List<Refusal> refusals = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        void refuse(Code code, String what, String remedy) {
            Refusal refusal = Refusal.of(code, what, remedy);
            if (!refusals.contains(refusal)) {
                refusals.add(refusal);
            }
        }

        void warn(String what) {
            if (!warnings.contains(what)) {
                warnings.add(what);
            }
        }

        Findings findings() {
            return new Findings(refusals, warnings);
        }
    }
}
