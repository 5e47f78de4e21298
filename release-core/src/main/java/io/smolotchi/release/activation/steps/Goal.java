package io.smolotchi.release.activation.steps;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.units.UnitSet;
import java.util.Optional;

/** Where an activation leads. */
public enum Goal {
    /** A release is current, and its units run it. */
    RELEASE,
    /** Units run a working tree, and no release is current. */
    WORKING_TREE,
    /** There are no units, and no release is current. */
    NOTHING;

    /** @param fresh the units that are to be installed */
    public static Goal of(Optional<Version> to, UnitSet fresh) {
        if (to.isPresent()) {
            return RELEASE;
        }
        return fresh.units().isEmpty() ? NOTHING : WORKING_TREE;
    }
}
