package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import java.util.Optional;

/**
 * The texts of the units that a release does not ship. What they run, as whom and where is not in them: that is the layout's, and stands in its
 * drop-in.
 */
final class BuiltInUnits {

    /**
     * {@code MemoryDenyWriteExecute=} is left out, since foreign function calls from Python (libffi) may need such memory, and {@code PrivateDevices=}
     * is left to those units that need no device.
     */
    private static final String HARDENING = """
            NoNewPrivileges=true
            CapabilityBoundingSet=
            ProtectSystem=strict
            ProtectHome=true
            ProtectProc=invisible
            ProtectClock=true
            ProtectHostname=true
            ProtectKernelTunables=true
            ProtectKernelModules=true
            ProtectKernelLogs=true
            ProtectControlGroups=true
            PrivateTmp=true
            RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
            RestrictNamespaces=true
            RestrictRealtime=true
            RestrictSUIDSGID=true
            LockPersonality=true
            SystemCallArchitectures=native
            SystemCallFilter=@system-service
            SystemCallErrorNumber=EPERM
            """;

    private static final String NO_DEVICES = "PrivateDevices=true\n";

    private final String prefix;
    private final String name;

    BuiltInUnits(Application application) {
        this.prefix = application.unitPrefix();
        this.name = application.name();
    }

    /** Empty when there is none for that unit. */
    Optional<String> text(String unit) {
        if (!unit.startsWith(prefix)) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (unit.substring(prefix.length())) {
                    case "core.service" -> daemon("core", "After=local-fs.target", "RestartSec=2", NO_DEVICES);
                    case "ai-worker.service" -> daemon("AI worker", afterCore(), "RestartSec=5", NO_DEVICES);
                    case "web.service" ->
                        daemon("web UI", "After=network.target " + core(), "RestartSec=2", NO_DEVICES);
                    case "display.service" -> daemon("display", afterCore(), "RestartSec=10", "");
                    case "prune.service" -> prune();
                    case "prune.timer" -> pruneTimer();
                    default -> null;
                });
    }

    private String daemon(String what, String after, String restart, String devices) {
        return """
                [Unit]
                Description=%s %s
                %s

                [Service]
                Type=exec
                Restart=on-failure
                %s
                TimeoutStopSec=30s
                %s%s
                [Install]
                WantedBy=multi-user.target
                """.formatted(name, what, after, restart, HARDENING, devices);
    }

    private String prune() {
        return """
                [Unit]
                Description=%s pruning of old data
                %s

                [Service]
                Type=oneshot
                TimeoutStartSec=15min
                Nice=10
                IOSchedulingClass=idle
                %s%s""".formatted(name, afterCore(), HARDENING, NO_DEVICES);
    }

    private String pruneTimer() {
        return """
                [Unit]
                Description=%s pruning of old data, every day

                [Timer]
                OnCalendar=daily
                RandomizedDelaySec=15min
                Persistent=true

                [Install]
                WantedBy=timers.target
                """.formatted(name);
    }

    private String afterCore() {
        return "After=" + core();
    }

    private String core() {
        return prefix + "core.service";
    }
}
