package io.smolotchi.release.architecture.planted.link.activation.steps;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.CurrentLink;

final class SwitchLink {
    void apply(CurrentLink link, Version version) {
        link.prepare(java.util.List.of(version));
        link.commit(version);
    }
}
