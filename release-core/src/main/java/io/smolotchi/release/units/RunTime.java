package io.smolotchi.release.units;

import java.util.Locale;
import java.util.Set;

/**
 * Which directives hold for as long as a unit runs. What stands in {@code [Unit]} orders and describes, and is taken over by a reload; so is what a service
 * does when it stops, reloads or is restarted (systemd.service(5), systemd.kill(5)).
 */
final class RunTime {

    private static final Set<String> READ_LATER = Set.of(
            "ExecReload",
            "ExecStop",
            "ExecStopPost",
            "FinalKillSignal",
            "KillMode",
            "KillSignal",
            "Restart",
            "RestartForceExitStatus",
            "RestartKillSignal",
            "RestartPreventExitStatus",
            "RestartSec",
            "SendSIGHUP",
            "SendSIGKILL",
            "SuccessExitStatus",
            "TimeoutAbortSec",
            "TimeoutStopFailureMode",
            "TimeoutStopSec");

    private RunTime() {}

    /**
     * @param type of the unit, such as "service"
     * @param name as "[Service] Nice"
     */
    static boolean fixedAtStart(String type, String name) {
        String section = "[" + type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) + "] ";
        return name.startsWith(section)
                && !(type.equals("service") && READ_LATER.contains(name.substring(section.length())));
    }
}
