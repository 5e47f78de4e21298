package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.systemd.UnitName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** What has to be restarted, by a table written from the manual pages and not from the code. */
class UnitDiffTableTest {

    private enum Means {
        RELOAD,
        RESTART,
        ENABLE
    }

    private record Row(String type, String section, String key, String one, String other, Means means) {}

    /**
     * Of each unit type some of each class: what systemd.unit(5) describes (texts, order, needs, conditions, limits), the type's own page, systemd.exec(5) (account,
     * directories, environment, limits, sandbox, system calls, output), systemd.kill(5), systemd.resource-control(5), and what enables it.
     */
    private static final List<Row> TABLE = List.of(
            row("service", "Unit", "Description", "a", "b", Means.RELOAD),
            row("service", "Unit", "Documentation", "man:a(1)", "man:b(1)", Means.RELOAD),
            row("service", "Unit", "After", "network.target", "local-fs.target", Means.RELOAD),
            row("service", "Unit", "Wants", "a.service", "b.service", Means.RELOAD),
            row("service", "Unit", "Requires", "a.service", "b.service", Means.RELOAD),
            row("service", "Unit", "ConditionPathExists", "/a", "/b", Means.RELOAD),
            row("service", "Unit", "StartLimitBurst", "3", "4", Means.RELOAD),
            row("service", "Unit", "Conflicts", "a.service", "b.service", Means.RELOAD),
            row("service", "Unit", "BindsTo", "a.service", "b.service", Means.RELOAD),
            row("service", "Unit", "PartOf", "a.service", "b.service", Means.RELOAD),
            row("service", "Unit", "OnFailure", "a.service", "b.service", Means.RELOAD),
            row("service", "Unit", "RequiresMountsFor", "/a", "/b", Means.RELOAD),
            row("service", "Service", "ExecCondition", "/bin/true", "/bin/false", Means.RESTART),
            row("service", "Service", "ExecStartPost", "/bin/true", "/bin/false", Means.RESTART),
            row("service", "Service", "ExecStopPost", "/bin/true", "/bin/false", Means.RELOAD),
            row("service", "Service", "NotifyAccess", "main", "all", Means.RESTART),
            row("service", "Service", "RemainAfterExit", "yes", "no", Means.RESTART),
            row("service", "Service", "OOMPolicy", "stop", "kill", Means.RESTART),
            row("service", "Service", "Sockets", "a.socket", "b.socket", Means.RESTART),
            row("service", "Service", "RestartPreventExitStatus", "3", "4", Means.RELOAD),
            row("service", "Service", "RestartForceExitStatus", "3", "4", Means.RELOAD),
            row("service", "Service", "TimeoutAbortSec", "1s", "2s", Means.RELOAD),
            row("service", "Service", "SendSIGKILL", "yes", "no", Means.RELOAD),
            row("service", "Service", "SendSIGHUP", "yes", "no", Means.RELOAD),
            row("service", "Service", "FinalKillSignal", "SIGKILL", "SIGQUIT", Means.RELOAD),
            row("service", "Service", "RestartKillSignal", "SIGINT", "SIGHUP", Means.RELOAD),
            row("service", "Service", "Group", "a", "b", Means.RESTART),
            row("service", "Service", "DynamicUser", "yes", "no", Means.RESTART),
            row("service", "Service", "UMask", "0022", "0077", Means.RESTART),
            row("service", "Service", "PassEnvironment", "A", "B", Means.RESTART),
            row("service", "Service", "LoadCredential", "a:/a", "a:/b", Means.RESTART),
            row("service", "Service", "ReadWritePaths", "/a", "/b", Means.RESTART),
            row("service", "Service", "BindReadOnlyPaths", "/a", "/b", Means.RESTART),
            row("service", "Service", "PrivateTmp", "yes", "no", Means.RESTART),
            row("service", "Service", "AmbientCapabilities", "CAP_CHOWN", "CAP_KILL", Means.RESTART),
            row("service", "Service", "RestrictNamespaces", "yes", "no", Means.RESTART),
            row("service", "Service", "StateDirectory", "a", "b", Means.RESTART),
            row("service", "Service", "SyslogIdentifier", "a", "b", Means.RESTART),
            row("service", "Service", "Slice", "a.slice", "b.slice", Means.RESTART),
            row("service", "Service", "CPUQuota", "10%", "20%", Means.RESTART),
            row("service", "Service", "TasksMax", "10", "20", Means.RESTART),
            row("service", "Service", "Delegate", "yes", "no", Means.RESTART),
            row("service", "Service", "IPAddressDeny", "any", "localhost", Means.RESTART),
            row("service", "Install", "Alias", "a.service", "b.service", Means.ENABLE),
            row("service", "Install", "RequiredBy", "a.target", "b.target", Means.ENABLE),
            row("service", "Service", "Type", "simple", "exec", Means.RESTART),
            row("service", "Service", "ExecStartPre", "/bin/true", "/bin/false", Means.RESTART),
            row("service", "Service", "ExecStart", "/bin/a", "/bin/b", Means.RESTART),
            row("service", "Service", "ExecStop", "/bin/a", "/bin/b", Means.RELOAD),
            row("service", "Service", "ExecReload", "/bin/a", "/bin/b", Means.RELOAD),
            row("service", "Service", "TimeoutStopSec", "1s", "2s", Means.RELOAD),
            row("service", "Service", "TimeoutStartSec", "1s", "2s", Means.RESTART),
            row("service", "Service", "Restart", "no", "always", Means.RELOAD),
            row("service", "Service", "RestartSec", "1s", "2s", Means.RELOAD),
            row("service", "Service", "SuccessExitStatus", "3", "4", Means.RELOAD),
            row("service", "Service", "KillMode", "mixed", "process", Means.RELOAD),
            row("service", "Service", "KillSignal", "SIGINT", "SIGHUP", Means.RELOAD),
            row("service", "Service", "WatchdogSec", "1s", "2s", Means.RESTART),
            row("service", "Service", "User", "a", "b", Means.RESTART),
            row("service", "Service", "WorkingDirectory", "/a", "/b", Means.RESTART),
            row("service", "Service", "Environment", "A=1", "A=2", Means.RESTART),
            row("service", "Service", "EnvironmentFile", "-/a", "-/b", Means.RESTART),
            row("service", "Service", "Nice", "1", "2", Means.RESTART),
            row("service", "Service", "LimitNOFILE", "100", "200", Means.RESTART),
            row("service", "Service", "ProtectSystem", "full", "strict", Means.RESTART),
            row("service", "Service", "ReadOnlyPaths", "/a", "/b", Means.RESTART),
            row("service", "Service", "CapabilityBoundingSet", "CAP_CHOWN", "CAP_KILL", Means.RESTART),
            row("service", "Service", "SystemCallFilter", "@system-service", "@basic-io", Means.RESTART),
            row("service", "Service", "RuntimeDirectory", "a", "b", Means.RESTART),
            row("service", "Service", "StandardOutput", "journal", "null", Means.RESTART),
            row("service", "Service", "MemoryMax", "1G", "2G", Means.RESTART),
            row("service", "Install", "WantedBy", "multi-user.target", "graphical.target", Means.ENABLE),
            row("socket", "Unit", "Description", "a", "b", Means.RELOAD),
            row("socket", "Socket", "ListenStream", "8080", "8081", Means.RESTART),
            row("socket", "Socket", "SocketMode", "0600", "0660", Means.RESTART),
            row("socket", "Socket", "Backlog", "10", "20", Means.RESTART),
            // A key of that name means something else in another section
            row("socket", "Socket", "KillMode", "mixed", "process", Means.RESTART),
            row("socket", "Unit", "Before", "a.target", "b.target", Means.RELOAD),
            row("socket", "Unit", "Requires", "a.service", "b.service", Means.RELOAD),
            row("socket", "Socket", "ListenDatagram", "8080", "8081", Means.RESTART),
            row("socket", "Socket", "Accept", "yes", "no", Means.RESTART),
            row("socket", "Socket", "Service", "a.service", "b.service", Means.RESTART),
            row("socket", "Socket", "SocketUser", "a", "b", Means.RESTART),
            row("socket", "Socket", "FileDescriptorName", "a", "b", Means.RESTART),
            row("socket", "Socket", "ExecStartPre", "/bin/true", "/bin/false", Means.RESTART),
            row("socket", "Socket", "MemoryMax", "1G", "2G", Means.RESTART),
            row("socket", "Install", "WantedBy", "sockets.target", "multi-user.target", Means.ENABLE),
            row("timer", "Unit", "Description", "a", "b", Means.RELOAD),
            row("timer", "Timer", "OnCalendar", "daily", "weekly", Means.RESTART),
            row("timer", "Timer", "RandomizedDelaySec", "1m", "2m", Means.RESTART),
            row("timer", "Timer", "Persistent", "true", "false", Means.RESTART),
            row("timer", "Timer", "AccuracySec", "1s", "2s", Means.RESTART),
            row("timer", "Unit", "After", "a.target", "b.target", Means.RELOAD),
            row("timer", "Unit", "ConditionPathExists", "/a", "/b", Means.RELOAD),
            row("timer", "Timer", "OnBootSec", "1m", "2m", Means.RESTART),
            row("timer", "Timer", "OnUnitActiveSec", "1m", "2m", Means.RESTART),
            row("timer", "Timer", "Unit", "a.service", "b.service", Means.RESTART),
            row("timer", "Timer", "WakeSystem", "true", "false", Means.RESTART),
            row("timer", "Timer", "FixedRandomDelay", "true", "false", Means.RESTART),
            row("timer", "Install", "WantedBy", "timers.target", "multi-user.target", Means.ENABLE));

    private static Row row(String type, String section, String key, String one, String other, Means means) {
        return new Row(type, section, key, one, other, means);
    }

    @Property(tries = 1_000)
    void restarted_is_what_the_table_says(@ForAll long seed) {
        compare(new Random(seed));
    }

    @Property(tries = 9_000)
    @Tag("faults")
    void restarted_is_what_the_table_says_in_the_whole_run(@ForAll long seed) {
        compare(new Random(seed));
    }

    private static void compare(Random random) {
        Map<Row, String> before = new LinkedHashMap<>();
        Map<Row, String> after = new LinkedHashMap<>();
        for (Row row : TABLE) {
            String value = random.nextBoolean() ? row.one() : "";
            before.put(row, value);
            after.put(row, random.nextInt(30) == 0 ? other(row, value, random) : value);
        }
        UnitDiff diff = UnitDiff.between(written(before, random), written(after, random));

        assertThat(diff.restarted())
                .as(seen(before, after))
                .containsExactlyElementsOf(units(before, after, Means.RESTART));
        assertThat(diff.reenabled())
                .as(seen(before, after))
                .containsExactlyElementsOf(units(before, after, Means.ENABLE));
        assertThat(diff.added()).isEmpty();
        assertThat(diff.removed()).isEmpty();
        if (!before.equals(after)) {
            assertThat(diff.daemonReload()).isTrue();
        }
    }

    private static String other(Row row, String value, Random random) {
        return value.isEmpty() || random.nextBoolean() ? row.other() : "";
    }

    private static Set<UnitName> units(Map<Row, String> before, Map<Row, String> after, Means means) {
        Set<UnitName> units = new TreeSet<>();
        TABLE.stream()
                .filter(row -> row.means() == means && !Objects.equals(before.get(row), after.get(row)))
                .forEach(row -> units.add(unit(row.type())));
        return units;
    }

    private static String seen(Map<Row, String> before, Map<Row, String> after) {
        List<String> changes = new ArrayList<>();
        TABLE.stream()
                .filter(row -> !Objects.equals(before.get(row), after.get(row)))
                .forEach(row ->
                        changes.add(row.type() + " " + row.key() + ": " + before.get(row) + " -> " + after.get(row)));
        return String.join("; ", changes);
    }

    private static UnitName unit(String type) {
        return UnitName.of("smolotchi-core." + type);
    }

    /** Where a directive stands, in the unit or in a drop-in, in what order, and how it is written, means nothing. */
    private static UnitSet written(Map<Row, String> values, Random random) {
        List<UnitFile> files = new ArrayList<>();
        List<UnitName> units = new ArrayList<>();
        for (String type : List.of("service", "socket", "timer")) {
            StringBuilder unit = new StringBuilder("# " + random.nextInt() + "\n");
            StringBuilder dropIn = new StringBuilder();
            List<Row> rows = new ArrayList<>(TABLE.stream()
                    .filter(row -> row.type().equals(type)
                            && !values.getOrDefault(row, "").isEmpty())
                    .toList());
            Collections.shuffle(rows, random);
            for (Row row : rows) {
                String blank = random.nextBoolean() ? " " : "";
                (random.nextBoolean() ? unit : dropIn)
                        .append("[")
                        .append(row.section())
                        .append("]\n")
                        .append(row.key())
                        .append(blank)
                        .append("=")
                        .append(blank)
                        .append(values.get(row))
                        .append("\n");
            }
            units.add(unit(type));
            files.add(UnitFile.rendered("/etc/systemd/system/smolotchi-core." + type, unit.toString()));
            files.add(UnitFile.rendered(
                    "/etc/systemd/system/smolotchi-core." + type + ".d/40-smolotchi-release-a.conf",
                    dropIn.toString()));
        }
        return new UnitSet(files, List.of(), units, List.of());
    }
}
