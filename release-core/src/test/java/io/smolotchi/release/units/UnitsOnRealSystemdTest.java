package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The rendered sets, really run: a hardening that keeps the application from working is worth nothing. */
@WithTestHost
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnitsOnRealSystemdTest {

    private static final List<String> REQUIRED =
            List.of("smolotchi-core.service", "smolotchi-ai-worker.service", "smolotchi-web.service");

    @BeforeAll
    static void release(TestHost host) {
        String build = host.checkout() + "/samples/build";
        host.execOk(
                "sh",
                "-c",
                "mkdir -p /opt/smolotchi/releases && " + build + " 1.0.0 /opt/build"
                        + " && mv /opt/build/smolotchi-1.0.0 /opt/smolotchi/releases/1.0.0"
                        + " && ln -s releases/1.0.0 /opt/smolotchi/current");
    }

    @Test
    @Order(1)
    void the_units_of_the_sample_run(TestHost host) {
        install(host, new Releases(Releases.SAMPLE).render().set());

        assertThat(host.execOk("stat", "-c", "%U %a", "/run/smolotchi/locks")
                        .stdout()
                        .strip())
                .isEqualTo("smolotchi 755");
        start(host);
    }

    @Test
    @Order(2)
    void a_restart_of_one_service_leaves_the_locks_of_the_others(TestHost host) {
        String before = host.execOk("stat", "-c", "%i", "/run/smolotchi/locks").stdout();

        host.execOk("systemctl", "restart", "smolotchi-web.service");

        assertThat(host.execOk("stat", "-c", "%i", "/run/smolotchi/locks").stdout())
                .isEqualTo(before);
        host.execOk("systemctl", "start", "smolotchi-prune.service");
    }

    @Test
    @Order(3)
    void the_built_in_units_run_too(TestHost host, @TempDir Path empty) {
        UnitSet before = onDisk(host);
        UnitSet builtIn = new Releases(empty).render().set();
        assertThat(UnitDiff.between(before, builtIn).restarted()).contains(UnitName.of("smolotchi-core.service"));

        host.execOk("systemctl", "stop", "smolotchi-*");
        install(host, builtIn);

        start(host);
        host.execOk("systemctl", "start", "smolotchi-prune.service");
    }

    private static void install(TestHost host, UnitSet set) {
        UnitInstallation installation = new UnitInstallation(new HostRoot(host.root()), onDisk(host), set, "1");
        installation.prepare();
        installation.apply();
        installation.discard();
        host.execOk("systemctl", "daemon-reload");
        host.execOk("systemd-sysusers", "/etc/sysusers.d/smolotchi.conf");
        host.execOk("systemd-tmpfiles", "--create", "/etc/tmpfiles.d/smolotchi.conf");
        List<String> enable = new ArrayList<>(List.of("systemctl", "enable"));
        set.enabled().forEach(unit -> enable.add(unit.value()));
        host.execOk(enable.toArray(String[]::new));
    }

    private static UnitSet onDisk(TestHost host) {
        return new InstalledUnits(new HostRoot(host.root()), Application.defaults()).read(List.of());
    }

    private static void start(TestHost host) {
        List<String> start = new ArrayList<>(List.of("systemctl", "start"));
        start.addAll(REQUIRED);
        start.add("smolotchi-prune.timer");
        host.execOk(start.toArray(String[]::new));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(host.httpGet("http://127.0.0.1:8080/").status())
                                .isEqualTo(200));
        for (String unit : REQUIRED) {
            assertThat(host.execOk("systemctl", "show", "-p", "ActiveState", "-p", "NRestarts", unit)
                            .stdout())
                    .as(unit + "\n" + host.journal(unit))
                    .isEqualTo("NRestarts=0\nActiveState=active\n");
        }
    }
}
