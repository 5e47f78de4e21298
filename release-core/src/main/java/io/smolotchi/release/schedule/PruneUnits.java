package io.smolotchi.release.schedule;

import io.smolotchi.release.units.OwnUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The texts of the two units. */
final class PruneUnits {

    private static final String ON_CALENDAR = "OnCalendar=";

    private final List<String> command;

    PruneUnits(List<String> command) {
        this.command = command;
    }

    boolean possible() {
        return !command.isEmpty();
    }

    /** The program that the service starts; empty when none is known. */
    Optional<String> program() {
        return command.stream().findFirst();
    }

    String service() {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("prune", "--yes", "--scheduled", "--foreground"));
        // Should it find an activation that was interrupted, it recovers it first, and that asks health checks.
        // The manager of an image runs from its own root, so --root is not part of the command.
        return """
                [Unit]
                Description=Prune smolotchi releases that are no longer needed
                After=local-fs.target

                [Service]
                Type=oneshot
                ExecStart=%s
                Nice=10
                IOSchedulingClass=idle
                NoNewPrivileges=yes
                ProtectHome=read-only
                ProtectKernelTunables=yes
                ProtectKernelModules=yes
                ProtectKernelLogs=yes
                ProtectControlGroups=yes
                RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
                RestrictNamespaces=yes
                RestrictSUIDSGID=yes
                LockPersonality=yes
                """.formatted(OwnUnits.words(words));
    }

    String timer(String calendar) {
        return """
                [Unit]
                Description=Prune smolotchi releases that are no longer needed

                [Timer]
                %s%s
                Persistent=true
                RandomizedDelaySec=15min

                [Install]
                WantedBy=timers.target
                """.formatted(ON_CALENDAR, calendar);
    }

    static Optional<String> calendarOf(String timer) {
        return timer.lines()
                .filter(line -> line.startsWith(ON_CALENDAR))
                .map(line -> line.substring(ON_CALENDAR.length()).strip())
                .findFirst();
    }
}
