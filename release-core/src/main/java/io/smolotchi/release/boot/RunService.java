package io.smolotchi.release.boot;

import io.smolotchi.release.systemd.UnitName;

/** The service that carries one operation out. */
public final class RunService {

    private RunService() {}

    /** @param id of the operation */
    public static UnitName name(String id) {
        return UnitName.of("smolotchi-release-run-" + id + ".service");
    }
}
