package io.smolotchi.release.systemd;

import java.time.Duration;
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
 * @param serviceType simple, exec, notify, oneshot and so on; empty for types of units that have none
 * @param restartDelay {@code RestartSec=}; zero for types that have none
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
        int execMainStatus,
        String serviceType,
        Duration restartDelay) {

    /** That of a unit that never ran, as far as its file says. */
    public static UnitState neverRan(UnitName name, String fileState) {
        return new UnitState(
                name,
                fileState.isEmpty() ? "not-found" : fileState.startsWith("masked") ? "masked" : "loaded",
                "inactive",
                "dead",
                "success",
                0,
                0,
                "",
                Optional.empty(),
                Optional.empty(),
                fileState,
                false,
                "",
                0,
                "",
                Duration.ZERO);
    }

    public boolean exists() {
        return !load.equals("not-found");
    }

    public boolean isActive() {
        return active.equals("active") || active.equals("reloading");
    }

    public boolean isFailed() {
        return active.equals("failed");
    }

    public boolean isOneshot() {
        return serviceType.equals("oneshot");
    }

    /** Inactive or failed: no process of it is expected any more. */
    public boolean isDown() {
        return active.equals("inactive") || active.equals("failed");
    }
}
