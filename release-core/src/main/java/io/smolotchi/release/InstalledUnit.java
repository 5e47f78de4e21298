package io.smolotchi.release;

import io.smolotchi.release.catalog.Version;
import java.util.List;
import java.util.Optional;

/**
 * A unit as it is installed and runs.
 *
 * @param running the release that its process was started with; empty when it has none, or nothing tells
 * @param notes what somebody should know: edited by hand, masked, to be reloaded
 */
public record InstalledUnit(Status.UnitHealth health, Optional<Version> running, List<String> notes) {

    public InstalledUnit {
        notes = List.copyOf(notes);
    }
}
