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
}
