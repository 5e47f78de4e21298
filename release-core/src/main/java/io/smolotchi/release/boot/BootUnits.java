package io.smolotchi.release.boot;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.OwnUnits;
import io.smolotchi.release.units.UnitPaths;
import java.util.ArrayList;
import java.util.List;

/**
 * Two units of ours for the boot after a power cut, and a drop-in for every unit of the application. A boot with nothing to recover starts none of them.
 */
final class BootUnits {

    static final UnitName EARLY = UnitName.of("smolotchi-release-early.service");
    static final UnitName LATE = UnitName.of("smolotchi-release-late.service");

    private static final String OWN_PREFIX = "smolotchi-release-";

    /** Not the name of the drop-in that a unit has of its own: that one would hide this. */
    private static final String DROP_IN = "50-smolotchi-release-boot.conf";

    /** Whatever starts something by itself, and could do so before the early unit is through. */
    private static final List<String> TYPES = List.of("service", "socket", "timer", "path");

    private final OwnUnits units;
    private final RecoveryCommand recovery;

    BootUnits(OwnUnits units, RecoveryCommand recovery) {
        this.units = units;
        this.recovery = recovery;
    }

    /** Writes what is not there yet, or no longer says the same. Returns whether anything was written. */
    boolean install(Application application) {
        boolean written = units.writeIfChanged(EARLY, early(application));
        written |= units.writeIfChanged(LATE, late());
        String prefix = application.unitPrefix();
        for (String type : TYPES) {
            written |= units.dropIn(prefix, type, DROP_IN, dropIn(type));
            // The most special of the drop-ins of one name is the only one that counts.
            if (OWN_PREFIX.startsWith(prefix)) {
                written |= units.dropIn(OWN_PREFIX, type, DROP_IN, exempt(prefix));
            }
        }
        written |= units.want("basic.target", EARLY);
        written |= units.want("multi-user.target", LATE);
        return written;
    }

    /** Those that are there, as paths on the machine. */
    List<String> installed(Application application) {
        return paths(application).stream().filter(units::exists).toList();
    }

    /** Takes all of them away. Returns whether there was any. */
    boolean remove(Application application) {
        List<String> there = installed(application);
        there.forEach(units::remove);
        return !there.isEmpty();
    }

    /** What enables them goes first: none is started without its drop-ins. */
    private static List<String> paths(Application application) {
        String prefix = application.unitPrefix();
        List<String> paths = new ArrayList<>(List.of(
                OwnUnits.wanted("basic.target", EARLY),
                OwnUnits.wanted("multi-user.target", LATE),
                UnitPaths.unit(EARLY.value()),
                UnitPaths.unit(LATE.value())));
        for (String type : TYPES) {
            paths.add(OwnUnits.dropInOf(prefix, type, DROP_IN));
            paths.add(OwnUnits.dropInOf(OWN_PREFIX, type, DROP_IN));
        }
        return paths;
    }

    /** What it needs: file systems, the journal, and systemd itself. */
    private String early(Application application) {
        String trees = OwnUnits.paths(List.of(
                recovery.open().toString(),
                UnitPaths.UNITS,
                application.directories().base(),
                // Databases may have to be brought back.
                application.directories().state(),
                recovery.command().getFirst()));
        return """
                # Written by smolotchi-release, which writes it again
                [Unit]
                Description=Put the release right that an interrupted activation left
                DefaultDependencies=no
                ConditionPathExistsGlob=%1$s/*
                RequiresMountsFor=%2$s
                After=sysinit.target
                Before=basic.target shutdown.target
                Conflicts=shutdown.target

                [Service]
                Type=oneshot
                ExecStartPre=/bin/mkdir -p %3$s
                ExecStartPre=/bin/touch %4$s
                ExecStart=%5$s
                TimeoutStartSec=3min
                TimeoutStopSec=10s

                [Install]
                WantedBy=basic.target
                """.formatted(
                        OwnUnits.literally(recovery.open().toString()),
                        trees,
                        Hold.DIRECTORY,
                        Hold.FILE,
                        OwnUnits.words(recovery.atBoot()));
    }

    /** Its exit codes 4 and 5 are ends; for anything else it is tried again. */
    private String late() {
        return """
                # Written by smolotchi-release, which writes it again
                [Unit]
                Description=Watch the release that was put right at boot, and end its activation
                ConditionPathExistsGlob=%s/*
                ConditionPathExists=!%s
                After=%s dbus.service
                StartLimitIntervalSec=0

                [Service]
                Type=exec
                ExecStart=%s
                SuccessExitStatus=4 5
                Restart=on-failure
                RestartSec=1min

                [Install]
                WantedBy=multi-user.target
                """.formatted(
                OwnUnits.literally(recovery.open().toString()), Hold.FILE, EARLY, OwnUnits.words(recovery.words()));
    }

    private static String dropIn(String type) {
        return """
                # Written by smolotchi-release, which writes it again
                [Unit]
                After=%s
                %sConditionPathExists=!%s
                """.formatted(EARLY, type.equals("service") ? "Before=" + LATE + "\n" : "", Hold.FILE);
    }

    private static String exempt(String prefix) {
        return "# Written by smolotchi-release: its own units are not held back like those of " + prefix + "\n";
    }
}
