package io.smolotchi.release.units;

import io.smolotchi.release.refusal.Refusal;
import java.util.List;

/**
 * What would be installed for a release.
 *
 * @param warnings what was left out, and why
 * @param refusals of the unit policy; the set must not be installed when there is one
 */
public record Rendering(UnitSet set, List<String> warnings, List<Refusal> refusals) {

    public Rendering {
        warnings = List.copyOf(warnings);
        refusals = List.copyOf(refusals);
    }
}
