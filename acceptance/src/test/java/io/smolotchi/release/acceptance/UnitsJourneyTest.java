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
        operator.hasTheSample("1.0.0");
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
}
