package io.smolotchi.release;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.UnitPaths;
import java.util.List;
import java.util.stream.Stream;

/** Units that the manager installed for itself: the timer that prunes, and what recovers at boot. */
final class OwnFiles {

    private final Parts parts;

    OwnFiles(Parts parts) {
        this.parts = parts;
    }

    /** How taking them away would show in a plan. */
    List<UnitChange> removals() {
        return Stream.concat(
                        parts.schedule().installed().stream(), parts.safeguards().installed(application()).stream())
                .map(path -> new UnitChange(path, UnitChange.Kind.REMOVED, "", effect(path)))
                .toList();
    }

    private static String effect(String path) {
        return UnitPaths.unitAt(path)
                .map(UnitName::value)
                .filter(unit -> unit.endsWith(".timer"))
                .map(unit -> "stop, disable and remove " + unit)
                .orElse("");
    }

    private Application application() {
        return parts.inForce(parts.reads());
    }
}
