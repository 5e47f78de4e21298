package io.smolotchi.release.plan;

import io.smolotchi.release.catalog.Version;
import java.util.Optional;

/**
 * What the application's databases ask of a release that is to run on them: whatever ran on them since they were last brought back from a copy has had its
 * say.
 *
 * @param schema the highest one that a release declared to have; empty when none did
 * @param floor the release that must not be gone below; empty when none was declared
 */
public record StateLevel(Optional<Integer> schema, Optional<Version> floor) {

    public static final StateLevel NONE = new StateLevel(Optional.empty(), Optional.empty());

    /** In words, such as "schema 2, not below 1.4.0"; blank when nothing is asked. */
    public String words() {
        String number = schema.map(value -> "schema " + value).orElse("");
        String below = floor.map(version -> "not below " + version).orElse("");
        return number + (number.isEmpty() || below.isEmpty() ? "" : ", ") + below;
    }
}
