package io.smolotchi.release.activation;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.Layout;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/** What settings and descriptors can already say, and this version does not do yet: said aloud, never passed over. */
final class NotYet {

    private NotYet() {}

    /** What would not run, or not where it was asked to. */
    static List<Refusal> refusals(Version version, Application application, ReleaseDescriptor descriptor) {
        List<Refusal> refusals = new ArrayList<>();
        if (application.layout() == Layout.PROJECT) {
            refusals.add(Refusal.of(
                    Code.SETTINGS_INVALID,
                    "cannot activate " + version + ": the settings ask for the layout project, which is not there yet",
                    "set layout: prod or resolved in /etc/smolotchi-release/release.yaml"));
        }
        return refusals;
    }

    /** What would run, but with less protection than was asked for. */
    static List<String> warnings(ReleaseDescriptor descriptor) {
        List<String> warnings = new ArrayList<>();
        if (!descriptor.state().snapshot().isEmpty()) {
            warnings.add(
                    "release.yaml asks for snapshots of the state, which are not made yet: a rollback brings back code and units only");
        }
        if (descriptor.state().rollbackFloor().isPresent()) {
            warnings.add("release.yaml names a rollback floor, which a rollback does not heed yet");
        }
        return warnings;
    }
}
