package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Somebody who followed the deployment guide by hand until now, and goes on as it says. */
@WithTestHost
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuideJourneyTest {

    private static final String CURRENT = "/opt/smolotchi/current";
    private static final String OLD_WORKER = "smolotchi-ai.service";
    private static final List<String> SERVICES = List.of("smolotchi-core.service", "smolotchi-web.service");

    private Operator operator;

    @BeforeAll
    void installed_by_hand(TestHost host) {
        operator = new Operator(host);
        operator.hasTheSample("1.0.0", "1.1.0");
        operator.watchesBriefly();
        host.execOk(
                "useradd", "--system", "--home-dir", "/var/lib/smolotchi", "--shell", "/usr/sbin/nologin", "smolotchi");
        host.execOk("mkdir", "-p", "/opt/smolotchi");
        host.execOk("cp", "-r", operator.tree("1.0.0"), CURRENT);
        for (String service : SERVICES) {
            String command = service.replaceAll(".*-|\\.service", "");
            String unit = Operator.lines(
                    "[Service]",
                    "User=smolotchi",
                    "Environment=PYTHONPATH=" + CURRENT,
                    "Environment=SMOLOTCHI_DB=/var/lib/smolotchi/events.db",
                    "WorkingDirectory=/var/lib/smolotchi",
                    "StateDirectory=smolotchi",
                    "RuntimeDirectory=smolotchi",
                    "RuntimeDirectoryPreserve=yes",
                    "ExecStart=/usr/bin/python3 -m smolotchi.cli " + command,
                    "[Install]",
                    "WantedBy=multi-user.target");
            host.execOk("sh", "-c", "printf '%s' \"$1\" >\"$2\"", "sh", unit, "/etc/systemd/system/" + service);
        }
        host.execOk(
                "sh",
                "-c",
                "printf '[Service]\\nExecStart=/usr/bin/sleep infinity\\n[Install]\\nWantedBy=multi-user.target\\n'"
                        + " >/etc/systemd/system/" + OLD_WORKER);
        host.execOk("systemctl", "daemon-reload");
        host.execOk("systemctl", "enable", "--now", SERVICES.get(0), SERVICES.get(1), OLD_WORKER);
        awaitsAnswer(host);
    }

    private static void awaitsAnswer(TestHost host) {
        host.execOk(
                "sh",
                "-c",
                "for i in $(seq 100); do curl -sf http://127.0.0.1:8080/ >/dev/null && exit 0; sleep 0.1; done; exit 1");
    }

    private static String runs(TestHost host) {
        return host.execOk("systemctl", "show", "-p", "InvocationID", "-p", "MainPID", SERVICES.get(0), SERVICES.get(1))
                .stdout();
    }

    @Test
    @Order(1)
    void the_directory_is_adopted_while_everything_runs_on_and_can_be_had_back(TestHost host) {
        String before = runs(host);
        ExecResult refused = operator.types("install-systemd", "--project-dir", operator.tree("1.1.0"), "--yes");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.stderr()).contains("smolotchi-release adopt");

        operator.does("adopt", "--yes");
        assertThat(operator.currentVersion()).isEqualTo("1.0.0");
        operator.does("adopt", "--undo", "--yes");
        assertThat(host.exec("test", "-L", CURRENT).exit()).isNotZero();
        assertThat(host.execOk("cat", CURRENT + "/release.yaml").stdout()).contains("1.0.0");
        operator.does("adopt", "--yes");

        assertThat(runs(host)).isEqualTo(before);
        assertThat(operator.currentVersion()).isEqualTo("1.0.0");
        assertThat(operator.answeringVersion()).isEqualTo("1.0.0");
    }

    @Test
    @Order(2)
    void an_upgrade_and_the_way_back(TestHost host) {
        operator.does("install-systemd", "--project-dir", operator.tree("1.1.0"), "--yes");
        assertThat(operator.answeringVersion()).isEqualTo("1.1.0");
        assertThat(operator.isActive("smolotchi-ai-worker.service")).isTrue();
        assertThat(operator.isActive(OLD_WORKER)).isFalse();
        assertThat(host.execOk("find", "/etc/systemd/system", "-name", OLD_WORKER)
                        .stdout())
                .as("disabled and retired")
                .isEmpty();

        operator.does("rollback", "--yes");

        assertThat(operator.answeringVersion()).isEqualTo("1.0.0");
        ExecResult doctor = operator.types("doctor");
        assertThat(doctor.exit()).as(doctor.stdout()).isZero();
    }

    @Test
    @Order(3)
    void code_that_was_synced_into_the_sealed_release_becomes_one_of_its_own(TestHost host) {
        host.execOk("sh", "-c", "cp -r --remove-destination " + operator.tree("1.1.0") + "/. " + CURRENT + "/");

        ExecResult refused = operator.types("install-systemd", "--project-dir", CURRENT, "--layout", "prod", "--yes");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.stderr()).contains("RELEASE_DAMAGED", "changed: release.yaml", "--adopt-changes");
        assertThat(operator.answeringVersion()).as("nothing was restarted").isEqualTo("1.0.0");

        operator.does("install-systemd", "--project-dir", CURRENT, "--layout", "prod", "--adopt-changes", "--yes");

        assertThat(operator.currentVersion()).isEqualTo("1.0.0+local.1");
        assertThat(operator.answeringVersion()).isEqualTo("1.1.0");
        assertThat(operator.types("verify", "--all").exit()).isEqualTo(7);
    }

    @Test
    @Order(4)
    void with_the_layout_resolved_a_link_that_was_switched_by_hand_mixes_nothing(TestHost host) {
        operator.does("activate", "1.1.0", "--yes");
        operator.does("install-systemd", "--project-dir", CURRENT, "--layout", "resolved", "--yes");

        host.execOk("ln", "-sfn", "releases/1.0.0", CURRENT);
        host.execOk("systemctl", "restart", SERVICES.get(1));
        awaitsAnswer(host);

        assertThat(host.execOk("systemctl", "show", "-p", "Environment", SERVICES.get(1))
                        .stdout())
                .contains("PYTHONPATH=/opt/smolotchi/releases/1.1.0");
        assertThat(operator.answeringVersion()).isEqualTo("1.1.0");
        ExecResult doctor = operator.types("doctor");
        assertThat(doctor.exit()).isEqualTo(7);
        assertThat(doctor.stdout()).contains("the link names 1.0.0, the history 1.1.0");
        assertThat(operator.types("rollback", "--yes").exit()).isEqualTo(3);
    }
}
