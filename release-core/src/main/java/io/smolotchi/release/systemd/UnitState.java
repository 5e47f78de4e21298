package io.smolotchi.release.systemd;

import java.time.Instant;
import java.util.Optional;

/**
 * What systemd says of a unit at one instant.
 *
 * @param load loaded, not-found, masked, bad-setting or error
 * @param active active, reloading, inactive, failed, activating or deactivating
 * @param sub such as running, dead, exited, auto-restart, waiting
 * @param result success, exit-code, signal, timeout, start-limit-hit and so on; "success" for types that have none
 * @param mainPid 0 when there is none
 * @param restarts {@code NRestarts}; 0 for types that have none
 * @param invocation empty while it never ran
 * @param activeSince when it entered the active state
 * @param memoryBytes empty where it is not accounted
 * @param fileState enabled, disabled, static, masked and so on; empty when there is no unit file
 * @param needDaemonReload whether its text on disk is newer than the loaded one
 * @param controlGroup path of its cgroup, empty when it has none
 * @param execMainStatus exit status of the last main process
 */
public record UnitState(
        UnitName name,
        String load,
        String active,
        String sub,
        String result,
        int mainPid,
        int restarts,
        String invocation,
        Optional<Instant> activeSince,
        Optional<Long> memoryBytes,
        String fileState,
        boolean needDaemonReload,
        String controlGroup,
        int execMainStatus) {

    public boolean exists() {
        return !load.equals("not-found");
    }

    public boolean isActive() {
        return active.equals("active") || active.equals("reloading");
    }

    public boolean isFailed() {
        return active.equals("failed");
    }

    /** Inactive or failed: no process of it is expected any more. */
    public boolean isDown() {
        return active.equals("inactive") || active.equals("failed");
    }
}
