package io.smolotchi.release.boot;

import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.TransientService;
import io.smolotchi.release.systemd.TransientTimer;
import io.smolotchi.release.systemd.UnitName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A timer for one activation that has it recovered again and again, should neither its manager nor the service's own clean-up have brought it to an end.
 * Not for a machine that boots: the timer is gone then, and the boot units are there.
 */
final class Backstop {

    /** Longer than an ordinary activation lasts, so that it costs nothing as a rule. */
    private static final Duration INTERVAL = Duration.ofMinutes(2);

    /** Of a service that is killed with its children: how long it may take. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration DISARM_LIMIT = Duration.ofSeconds(10);

    private final ServiceManager systemd;
    private final RecoveryCommand recovery;

    Backstop(ServiceManager systemd, RecoveryCommand recovery) {
        this.systemd = systemd;
        this.recovery = recovery;
    }

    /** @param id of the activation */
    void arm(String id) {
        systemd.startTransientTimer(new TransientTimer(
                name(id, "timer"),
                INTERVAL,
                new TransientService(
                        name(id, "service"),
                        "Recover activation " + id + " if it was interrupted",
                        recovery.unlessEndedOrRunning(RunService.name(id)),
                        List.of(),
                        STOP_TIMEOUT,
                        Map.of())));
    }

    /** Does nothing when it is not armed. The service goes on, should it be the one that asks. */
    void disarm(String id) {
        systemd.stop(List.of(name(id, "timer")), DISARM_LIMIT);
    }

    private static UnitName name(String id, String type) {
        return UnitName.of("smolotchi-release-backstop-" + id + "." + type);
    }
}
