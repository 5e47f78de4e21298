package io.smolotchi.release.architecture.planted.link.retention;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.CurrentLink;

final class SwitchesByItself {
    void back(CurrentLink link, Version version) {
        if (link.version().isEmpty()) {
            link.read();
        }
        link.commit(version);
    }
}
