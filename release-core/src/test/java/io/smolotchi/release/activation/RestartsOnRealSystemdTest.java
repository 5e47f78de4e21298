package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.activation.steps.Enable;
import io.smolotchi.release.activation.steps.InstallUnits;
import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.activation.steps.Start;
import io.smolotchi.release.activation.steps.Step;
import io.smolotchi.release.activation.steps.Stop;
import io.smolotchi.release.activation.steps.SwitchRecord;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.systemd.DBusServiceManager;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import io.smolotchi.release.units.UnitDiff;
import io.smolotchi.release.units.UnitFile;
import io.smolotchi.release.units.UnitInstallation;
import io.smolotchi.release.units.UnitSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Units are rendered again on a machine where they run. Which of them are in another run afterwards is what systemd says, and which should be what a table
 * says that was written from the manual pages: no needless restart, and none that is missed.
 */
@WithTestHost
class RestartsOnRealSystemdTest {

    private static final String SERVICE = "smolotchi-core.service";
    private static final String OTHER = "smolotchi-other.service";
    private static final String SERVED = "smolotchi-door.service";
    private static final String SOCKET = "smolotchi-door.socket";
    private static final String TIMER = "smolotchi-tick.timer";
    private static final String TICKED = "smolotchi-tick.service";

    /** What is in every text. */
    private static final Map<String, String> ALWAYS = Map.of(
            SERVICE, "[Service]\nExecStart=/usr/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n",
            OTHER, "[Service]\nExecStart=/usr/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n",
            SERVED, "[Service]\nExecStart=/usr/bin/sleep infinity\n",
            SOCKET, "[Socket]\nListenStream=/run/smolotchi-door.sock\n[Install]\nWantedBy=sockets.target\n",
            TIMER, "[Timer]\nOnCalendar=2099-01-01\n[Install]\nWantedBy=timers.target\n",
            TICKED, "[Service]\nType=oneshot\nExecStart=/bin/true\n");

    private record Row(List<String> units, String section, String key, String one, String other, boolean restart) {}

    private static final List<String> SERVICES = List.of(SERVICE, OTHER, SERVED);

    private static final List<Row> TABLE = List.of(
            reload(List.of(SERVICE, OTHER, SERVED, SOCKET, TIMER, TICKED), "Unit", "Description", "one", "another"),
            reload(List.of(SERVICE, SOCKET, TIMER), "Unit", "Documentation", "man:a(1)", "man:b(1)"),
            reload(List.of(SERVICE, TIMER), "Unit", "After", "network.target", "local-fs.target"),
            reload(List.of(SERVICE), "Unit", "ConditionPathExists", "/etc", "/usr"),
            reload(List.of(SERVICE, OTHER), "Service", "ExecStop", "/bin/true", "/bin/echo stopping"),
            reload(SERVICES, "Service", "TimeoutStopSec", "5s", "6s"),
            reload(SERVICES, "Service", "KillSignal", "SIGINT", "SIGHUP"),
            reload(SERVICES, "Service", "Restart", "on-failure", "always"),
            reload(List.of(SERVICE), "Service", "RestartSec", "1s", "2s"),
            restart(List.of(SERVICE, OTHER), "Service", "ExecStartPre", "/bin/true", "/bin/echo starting"),
            restart(List.of(SERVICE), "Service", "User", "nobody", "daemon"),
            restart(List.of(OTHER), "Service", "WorkingDirectory", "/tmp", "/usr"),
            restart(SERVICES, "Service", "Environment", "A=1", "A=2"),
            restart(List.of(SERVICE), "Service", "Nice", "1", "2"),
            restart(List.of(OTHER), "Service", "LimitNOFILE", "100", "200"),
            restart(List.of(SERVICE), "Service", "ProtectSystem", "full", "strict"),
            restart(List.of(OTHER), "Service", "RuntimeDirectory", "smolotchi-a", "smolotchi-b"),
            restart(List.of(SERVED), "Service", "StandardOutput", "journal", "null"),
            restart(List.of(SERVICE), "Service", "MemoryMax", "1G", "2G"),
            restart(List.of(TICKED), "Service", "Nice", "3", "4"),
            restart(List.of(SOCKET), "Socket", "ListenStream", "/run/smolotchi-b.sock", "/run/smolotchi-c.sock"),
            restart(List.of(SOCKET), "Socket", "SocketMode", "0600", "0660"),
            restart(List.of(SOCKET), "Socket", "Backlog", "10", "20"),
            restart(List.of(TIMER), "Timer", "OnCalendar", "2098-01-01", "2097-01-01"),
            restart(List.of(TIMER), "Timer", "RandomizedDelaySec", "1m", "2m"),
            restart(List.of(TIMER), "Timer", "AccuracySec", "1s", "2s"));

    private static Row reload(List<String> units, String section, String key, String one, String other) {
        return new Row(units, section, key, one, other, false);
    }

    private static Row restart(List<String> units, String section, String key, String one, String other) {
        return new Row(units, section, key, one, other, true);
    }

    /** One directive of one unit. */
    private record Place(Row row, String unit) {}

    private static final List<Place> PLACES = TABLE.stream()
            .flatMap(row -> row.units().stream().map(unit -> new Place(row, unit)))
            .toList();

    private int number;

    @Test
    void by_a_few_pairs_those_units_are_restarted_that_the_table_names(TestHost host) {
        pairs(host, 6, 252);
    }

    @Test
    @Tag("faults")
    @EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
    void by_many_pairs_those_units_are_restarted_that_the_table_names(TestHost host) {
        pairs(host, 150, System.nanoTime());
    }

    private void pairs(TestHost host, int pairs, long seed) {
        Random random = new Random(seed);
        int restarts = 0;
        try (ServiceManager systemd = new DBusServiceManager(host.dbusAddress())) {
            Map<Place, String> values = new LinkedHashMap<>();
            PLACES.forEach(place ->
                    values.put(place, random.nextBoolean() ? place.row().one() : ""));
            UnitSet present = set(values);
            goes(host, systemd, UnitSet.empty(), present);
            for (int pair = 0; pair < pairs; pair++) {
                // As a connection would: what nothing but its socket starts is left to that.
                host.execOk("systemctl", "start", SERVED);
                Map<Place, String> changed = changed(values, random);
                UnitSet next = set(changed);
                Set<String> expected = expected(values, changed);
                Map<String, String> before = runs(host);

                goes(host, systemd, present, next);

                Map<String, String> after = runs(host);
                assertThat(others(before, after))
                        .as("seed %d, pair %d: %s", seed, pair, words(values, changed))
                        .isEqualTo(expected);
                assertThat(host.execOk("systemctl", "show", "-P", "NeedDaemonReload", SERVICE, SOCKET, TIMER)
                                .stdout())
                        .doesNotContain("yes");
                restarts += expected.size();
                values.putAll(changed);
                present = next;
            }
        } finally {
            host.exec("systemctl", "stop", "smolotchi-*");
        }
        assertThat(restarts).isPositive();
    }

    /** Of a few directives; now and then only of such as a reload is enough for. */
    private static Map<Place, String> changed(Map<Place, String> values, Random random) {
        Map<Place, String> changed = new LinkedHashMap<>(values);
        boolean onlyReload = random.nextInt(4) == 0;
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            Place place = PLACES.get(random.nextInt(PLACES.size()));
            if (!(onlyReload && place.row().restart())) {
                String now = Objects.requireNonNull(values.get(place));
                changed.put(
                        place,
                        now.isEmpty() || random.nextBoolean() ? place.row().other() : "");
            }
        }
        return changed;
    }

    /** A socket is not opened again while its service runs; what does not run is not started. */
    private static Set<String> expected(Map<Place, String> before, Map<Place, String> after) {
        Set<String> restarted = new TreeSet<>();
        PLACES.stream()
                .filter(place -> place.row().restart() && !Objects.equals(before.get(place), after.get(place)))
                .map(Place::unit)
                .forEach(restarted::add);
        if (restarted.contains(SOCKET)) {
            restarted.add(SERVED);
        }
        restarted.remove(TICKED);
        return restarted;
    }

    private static String words(Map<Place, String> before, Map<Place, String> after) {
        List<String> changes = new ArrayList<>();
        PLACES.stream()
                .filter(place -> !Objects.equals(before.get(place), after.get(place)))
                .forEach(place -> changes.add(
                        place.unit() + " " + place.row().key() + ": " + before.get(place) + " -> " + after.get(place)));
        return String.join("; ", changes);
    }

    /** By unit: which run it is in, with which process. */
    private static Map<String, String> runs(TestHost host) {
        Map<String, String> runs = new TreeMap<>();
        for (String unit : ALWAYS.keySet()) {
            runs.put(
                    unit,
                    host.execOk("systemctl", "show", "-p", "ActiveState", "-p", "InvocationID", "-p", "MainPID", unit)
                            .stdout());
        }
        return runs;
    }

    private static Set<String> others(Map<String, String> before, Map<String, String> after) {
        Set<String> others = new TreeSet<>();
        before.forEach((unit, run) -> {
            if (!run.equals(after.get(unit))) {
                others.add(unit);
            }
        });
        return others;
    }

    private static UnitSet set(Map<Place, String> values) {
        List<UnitFile> files = new ArrayList<>();
        ALWAYS.forEach((unit, text) -> {
            StringBuilder whole = new StringBuilder(text);
            values.forEach((place, value) -> {
                if (place.unit().equals(unit) && !value.isEmpty()) {
                    whole.append("[%s]\n%s=%s\n"
                            .formatted(place.row().section(), place.row().key(), value));
                }
            });
            files.add(new UnitFile("/etc/systemd/system/" + unit, 0644, Optional.empty(), whole.toString(), false));
        });
        return new UnitSet(
                files, List.of(), ALWAYS.keySet().stream().map(UnitName::of).toList(), List.of());
    }

    /** As an activation does that leaves the code what it is. */
    private void goes(TestHost host, ServiceManager systemd, UnitSet before, UnitSet after) {
        Intent intent = intent(systemd, before, after);
        UnitInstallation installation = new UnitInstallation(
                new HostRoot(host.root()), before, after, intent.id().toString());
        installation.prepare();
        List<Step> steps = List.of(
                new Stop(systemd),
                new InstallUnits(_ -> installation, systemd, new Nowhere()),
                new Enable(_ -> installation, systemd),
                new Start(systemd));
        steps.forEach(step -> step.apply(intent, Progress.none()));
        installation.discard();
    }

    private Intent intent(ServiceManager systemd, UnitSet before, UnitSet after) {
        UnitSelection selection = UnitSelection.of(before, after, systemd.states(after.units()))
                .sparing(UnitDiff.between(before, after), systemd::activeDependents);
        return new Intent(
                Intent.FORMAT,
                new OperationId(++number),
                OperationKind.RE_RENDER,
                new Caller("tester", Origin.CONSOLE, ""),
                Optional.of(Version.of("1")),
                Optional.of(Version.of("1")),
                Optional.empty(),
                false,
                before,
                after,
                selection.before(),
                List.of(),
                selection.start(),
                selection.enable(),
                selection.retire(),
                List.of(),
                Application.defaults(),
                Application.defaults(),
                List.of(),
                Optional.empty(),
                selection.untouched());
    }

    private record Nowhere() implements SwitchRecord {
        @Override
        public void begun() {}

        @Override
        public void done() {}

        @Override
        public boolean exchanged() {
            return true;
        }
    }
}
