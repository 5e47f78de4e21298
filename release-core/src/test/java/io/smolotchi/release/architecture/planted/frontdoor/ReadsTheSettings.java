package io.smolotchi.release.architecture.planted.frontdoor;

import io.smolotchi.release.descriptor.Application;

interface ReadsTheSettings {
    Application application();
}
