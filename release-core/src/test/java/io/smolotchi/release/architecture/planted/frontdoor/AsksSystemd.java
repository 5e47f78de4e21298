package io.smolotchi.release.architecture.planted.frontdoor;

import io.smolotchi.release.systemd.ServiceManager;

interface AsksSystemd {
    ServiceManager systemd();
}
