package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** Somebody who looks after the units of a machine, in the order of a life. */
@WithTestHost
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnitsJourneyTest {

    private static final String WORKER = "smolotchi-ai-worker.service";

    private Operator operator;

    @BeforeAll
    void a_release_runs(TestHost host) {
        operator = new Operator(host);
        operator.hasTheSample("1.0.0", "1.1.0");
        operator.watchesBriefly();
        operator.does("install-systemd", "--project-dir", operator.tree("1.0.0"), "--yes");
    }

    private JsonNode unit(String name) {
        return operator.reads("units", "status")
                .path("units")
                .valueStream()
                .filter(unit -> unit.path("unit").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> wrong() {
        return operator.reads("doctor")
                .path("checks")
                .valueStream()
                .filter(check -> check.path("verdict").asString().equals("wrong"))
                .map(check -> check.path("check").asString())
                .toList();
    }

    @Test
    @Order(1)
    void a_machine_that_is_well_says_so() {
        ExecResult doctor = operator.types("doctor");

        assertThat(doctor.exit()).as(doctor.stdout()).isZero();
        assertThat(unit(WORKER).path("runs").asString()).isEqualTo("1.0.0");
        assertThat(unit(WORKER).path("mainPid").asInt()).isPositive();
        assertThat(operator.does("logs", "web").stdout()).contains("systemd[1]: Started ");
        assertThat(operator.types("logs", "sshd").exit()).isEqualTo(3);
    }

    @Test
    @Order(2)
    void what_is_safe_is_mended_and_an_edit_waits_for_a_choice(TestHost host) {
        host.execOk("systemctl", "stop", "smolotchi-prune.timer");
        host.execOk("rm", "-r", "/run/smolotchi/locks");
        host.execOk("chmod", "0700", "/var/lib/smolotchi");
        host.execOk("sh", "-c", "sleep 1; echo '# mine' >>/etc/systemd/system/smolotchi-core.service");
        assertThat(wrong()).containsExactly("directories", "files", "reload", "timers");

        ExecResult mended = operator.types("doctor", "--fix", "--yes");

        assertThat(mended.exit()).as(mended.stdout() + mended.stderr()).isEqualTo(7);
        assertThat(wrong()).containsExactly("files");
        assertThat(host.execOk("stat", "-c", "%U %a", "/run/smolotchi/locks", "/var/lib/smolotchi")
                        .stdout())
                .isEqualTo("smolotchi 755\nsmolotchi 755\n");
        assertThat(operator.isActive("smolotchi-prune.timer")).isTrue();
        assertThat(operator.types("units", "diff").stdout()).contains("+# mine");

        assertThat(operator.types("activate", "1.0.0", "--yes").stderr()).contains("UNIT_DRIFT");
    }

    @Test
    @Order(3)
    void what_flaps_is_down_or_older_than_the_link_is_named(TestHost host) {
        operator.does("stage", operator.tree("1.1.0"), "--yes");
        host.execOk("systemctl", "stop", WORKER);
        host.execOk("ln", "-sfn", "releases/1.1.0", "/opt/smolotchi/current");
        host.execOk("sh", "-c", """
                for i in 1 2 3; do
                    systemctl kill --signal=KILL smolotchi-web.service
                    until [ "$(systemctl show -P NRestarts smolotchi-web.service)" = $i ]; do sleep 0.05; done
                    until systemctl is-active -q smolotchi-web.service; do sleep 0.05; done
                done
                """);

        assertThat(wrong()).containsExactly("current", "files", "units", "running");

        String said = operator.types("doctor").stdout().replaceAll("\\s+", " ");
        assertThat(said)
                .contains(WORKER + " is enabled, and down")
                .contains("smolotchi-web.service was restarted 3 times since it was started")
                .contains("the link names 1.1.0, the history 1.0.0")
                .containsPattern("smolotchi-core.service \\(process [0-9]+\\) runs 1.0.0, current is 1.1.0");
        host.execOk("ln", "-sfn", "releases/1.0.0", "/opt/smolotchi/current");
        host.execOk("systemctl", "restart", WORKER, "smolotchi-web.service");
    }

    @Test
    @Order(4)
    void a_log_is_followed_until_it_is_interrupted(TestHost host) {
        ExecResult followed = host.exec(
                "timeout",
                "--preserve-status",
                "--signal=INT",
                "8",
                operator.program(),
                "logs",
                "web",
                "--follow",
                "--lines",
                "1");

        assertThat(followed.exit()).as(followed.stderr()).isZero();
        assertThat(followed.stdout()).isNotBlank();
    }

    @Test
    @Order(5)
    void units_run_a_working_tree_and_a_rollback_leads_back(TestHost host) {
        operator.does("activate", "1.0.0", "--overwrite-drift", "--yes");
        host.execOk("cp", "-r", operator.tree("1.1.0"), "/srv/checkout");

        operator.does("install-systemd", "--project-dir", "/srv/checkout", "--layout", "project", "--yes");

        assertThat(operator.answeringVersion()).contains("1.1.0");
        assertThat(host.exec("test", "-e", "/opt/smolotchi/current").exit()).isNotZero();
        assertThat(host.execOk("systemctl", "show", "-p", "Environment", "smolotchi-web.service")
                        .stdout())
                .contains("PYTHONPATH=/srv/checkout");
        assertThat(operator.types("doctor").exit()).isZero();
        assertThat(operator.does("status").stdout()).contains("units run the working tree /srv/checkout");

        operator.does("rollback", "--yes");

        assertThat(operator.answeringVersion()).contains("1.0.0");
        assertThat(operator.types("doctor").exit()).isZero();
    }

    @Test
    @Order(6)
    void only_what_changes_is_restarted_when_units_are_rendered_again(TestHost host) {
        Map<String, String> before = runs(host);

        operator.does("install-systemd", "--project-dir", "/opt/smolotchi/current", "--web-port", "8090", "--yes");

        Map<String, String> after = runs(host);
        assertThat(after.get("smolotchi-web.service")).isNotEqualTo(before.get("smolotchi-web.service"));
        before.remove("smolotchi-web.service");
        after.remove("smolotchi-web.service");
        assertThat(after).isEqualTo(before);
        assertThat(host.httpGet("http://127.0.0.1:8090/").status()).isEqualTo(200);

        operator.does("install-systemd", "--project-dir", "/opt/smolotchi/current", "--web-port", "8080", "--yes");
    }

    /** Which run each unit is in, and with which process. */
    private static Map<String, String> runs(TestHost host) {
        Map<String, String> runs = new TreeMap<>();
        for (String unit :
                List.of("smolotchi-core.service", WORKER, "smolotchi-web.service", "smolotchi-prune.timer")) {
            runs.put(
                    unit,
                    host.execOk("systemctl", "show", "-p", "InvocationID", "-p", "MainPID", unit)
                            .stdout());
        }
        return runs;
    }

    @Test
    @Order(7)
    void what_was_installed_is_taken_away_and_brought_back(TestHost host) {
        operator.does("schedule", "enable", "--calendar", "daily", "--yes");
        String before = installed(host);

        operator.does("uninstall", "--yes");
        // The timer that prunes goes when the end is recorded.
        operator.awaitsTheEndOfRuns();

        assertThat(installed(host)).isEmpty();
        assertThat(host.exec("systemctl", "list-units", "--all", "--plain", "--no-legend", "smolotchi*")
                        .stdout()
                        .lines()
                        .filter(line -> !line.contains("smolotchi-release-run-")))
                .isEmpty();
        assertThat(host.exec("pgrep", "-f", "smolotchi.cli").exit()).isNotZero();
        assertThat(operator.reads("list").path("releases").size()).isPositive();

        operator.does("rollback", "--yes");
        operator.does("schedule", "enable", "--calendar", "daily", "--yes");

        assertThat(operator.answeringVersion()).contains("1.0.0");
        assertThat(installed(host)).isEqualTo(before);
    }

    /** Without what the operator made himself. */
    private static String installed(TestHost host) {
        return host.execOk(
                        "sh",
                        "-c",
                        "find /etc/systemd /etc/tmpfiles.d /etc/sysusers.d -name '*smolotchi*' ! -type d | sort")
                .stdout();
    }
}
