package io.smolotchi.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.health.Verdict.Healthy;
import io.smolotchi.release.health.Verdict.Unhealthy;
import io.smolotchi.release.systemd.DBusServiceManager;
import io.smolotchi.release.systemd.HostProcesses;
import io.smolotchi.release.systemd.HostUnits;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watch over units that a real systemd runs. */
@WithTestHost
class RealWatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String WEB =
            "exec python3 -m http.server --bind 127.0.0.1 --directory /usr/share/common-licenses 8080";

    private final TestHost host;
    private final HostUnits units;
    private final ServiceManager services;
    private final List<Sample> samples = new ArrayList<>();

    RealWatchTest(TestHost host) {
        this.host = host;
        units = new HostUnits(host);
        services = new DBusServiceManager(host.dbusAddress());
    }

    @AfterEach
    void close() {
        services.close();
        host.exec("sh", "-c", "systemctl stop 'smolo-*'; systemctl reset-failed");
    }

    private Probe get(String url) {
        return new Probe() {
            @Override
            public String name() {
                return "http";
            }

            @Override
            public Answer ask() {
                boolean up = host.exec("curl", "-sf", "--max-time", "3", url).ok();
                return new Answer(up, up ? "HTTP 200" : "no good answer");
            }
        };
    }

    private Verdict startAndWatch(List<UnitName> required, List<UnitName> optional, List<Probe> probes) {
        List<UnitName> all = new ArrayList<>(required);
        all.addAll(optional);
        services.daemonReload();
        Baseline baseline = Baseline.of(services.states(all).values());
        services.resetFailed(all);
        services.stop(all, LIMIT);
        services.start(all, LIMIT);
        Application.Health timing = new Application.Health(
                Duration.ofMillis(250), Duration.ofSeconds(6), Duration.ofSeconds(2), LIMIT, List.of());
        return new HealthWatch(services, Ticker.system())
                .watch(
                        new HealthWatch.Subject(required, optional, probes, baseline),
                        timing,
                        () -> false,
                        samples::add);
    }

    @Test
    void an_application_that_serves_is_healthy_each_time_it_is_started() {
        UnitName web = units.service("smolo-web.service", WEB, "Restart=always");
        UnitName display = units.service("smolo-display.service", "exit 1", "Restart=always", "RestartSec=100ms");
        UnitName timer = units.write("smolo-prune.timer", "[Timer]", "OnCalendar=yearly", "Unit=smolo-prune.service");
        UnitName migrate = units.service("smolo-migrate.service", "sleep 1", "Type=oneshot");
        units.service("smolo-prune.service", "exit 0", "Type=oneshot");
        for (int i = 0; i < 2; i++) {
            Verdict verdict = startAndWatch(
                    List.of(web, timer, migrate), List.of(display), List.of(get("http://127.0.0.1:8080/")));
            assertThat(verdict)
                    .asInstanceOf(InstanceOfAssertFactories.type(Healthy.class))
                    .satisfies(healthy -> assertThat(healthy.warnings())
                            .singleElement(InstanceOfAssertFactories.STRING)
                            .startsWith("smolo-display.service: "));
        }
        assertThat(samples).isNotEmpty();
    }

    @Test
    void a_crash_loop_is_not_healthy_however_short_its_pauses_are() {
        UnitName core = units.service(
                "smolo-core.service", "sleep 1; exit 3", "Restart=always", "RestartSec=100ms", "StartLimitBurst=1000");
        assertThat(startAndWatch(List.of(core), List.of(), List.of()))
                .asInstanceOf(InstanceOfAssertFactories.type(Unhealthy.class))
                .satisfies(verdict -> {
                    assertThat(verdict.check()).isEqualTo("smolo-core.service");
                    assertThat(verdict.transcript()).isNotEmpty();
                });
    }

    @Test
    void a_web_that_never_answers_is_not_healthy() {
        UnitName web = units.service("smolo-hang.service", "exec sleep 1000");
        assertThat(startAndWatch(List.of(web), List.of(), List.of(get("http://127.0.0.1:8080/"))))
                .asInstanceOf(InstanceOfAssertFactories.type(Unhealthy.class))
                .satisfies(verdict -> assertThat(verdict.check()).isEqualTo("http"));
    }

    @Test
    void a_unit_that_is_started_anew_by_hand_is_not_the_one_that_was_watched() {
        UnitName core = units.service("smolo-touched.service", "exec sleep 1000");
        Probe meddler = new Probe() {
            private int asked;

            @Override
            public String name() {
                return "meddler";
            }

            @Override
            public Answer ask() {
                if (asked++ == 2) {
                    host.execOk("systemctl", "restart", "smolo-touched.service");
                }
                return new Answer(true, "");
            }
        };
        assertThat(startAndWatch(List.of(core), List.of(), List.of(meddler)))
                .asInstanceOf(InstanceOfAssertFactories.type(Unhealthy.class))
                .satisfies(verdict -> assertThat(verdict.cause()).contains("started anew"));
    }

    @Test
    void a_health_command_runs_without_privileges_and_is_ended_in_time() {
        Probes.CommandSetting setting = new Probes.CommandSetting(
                "daemon", "daemon", "/usr", List.of("/var/lib/smolo"), Map.of("SMOLO", "yes"));
        assertThat(ask(setting, 10, "test \"$(id -un)$SMOLO$(pwd)\" = daemonyes/usr")
                        .green())
                .isTrue();
        assertThat(ask(setting, 10, "echo all is lost >&2; exit 7"))
                .isEqualTo(new Probe.Answer(false, "exit status 7: all is lost"));
        assertThat(ask(setting, 10, "touch /tmp/../var/tmp/x /etc/x 2>&1; test ! -e /etc/x")
                        .green())
                .isTrue();
        assertThat(ask(setting, 10, "X=literal; test $X = literal").green()).isTrue();
        assertThat(ask(setting, 2, "sleep 300").green()).isFalse();
        assertThat(host.exec("pgrep", "-f", "sleep 300").ok()).isFalse();
    }

    private Probe.Answer ask(Probes.CommandSetting setting, long seconds, String script) {
        return new CommandProbe(
                        new Application.Check.Command("command", List.of("/bin/sh", "-c", script)),
                        setting,
                        new HostProcesses(host),
                        Duration.ofSeconds(seconds))
                .ask();
    }
}
