package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
        operator.does("activate", "1.0.0", "--overwrite-drift", "--yes");
        assertThat(wrong()).isEmpty();
    }

    @Test
    @Order(3)
    void a_link_that_was_switched_by_hand_does_not_hide_what_runs(TestHost host) {
        operator.does("stage", operator.tree("1.1.0"), "--yes");
        host.execOk("ln", "-sfn", "releases/1.1.0", "/opt/smolotchi/current");

        assertThat(wrong()).containsExactly("current", "running");
        assertThat(unit(WORKER).path("runs").asString()).isEqualTo("1.0.0");

        host.execOk("ln", "-sfn", "releases/1.0.0", "/opt/smolotchi/current");
        host.execOk("systemctl", "restart", "smolotchi-core", "smolotchi-web", "smolotchi-ai-worker");
        assertThat(wrong()).isEmpty();
    }

    @Test
    @Order(4)
    void a_masked_unit_stays_down_until_it_is_free_again(TestHost host) {
        operator.does("units", "mask", "ai-worker", "--yes");
        assertThat(operator.isActive(WORKER)).isFalse();
        assertThat(host.exec("systemctl", "start", WORKER).exit()).isNotZero();

        operator.does("activate", "1.1.0", "--yes");
        assertThat(operator.isActive(WORKER)).isFalse();
        assertThat(unit(WORKER).path("fileState").asString()).isEqualTo("masked");
        assertThat(operator.types("doctor").exit()).isZero();

        operator.does("units", "unmask", "ai-worker", "--yes");
        host.execOk("systemctl", "start", WORKER);
        assertThat(unit(WORKER).path("runs").asString()).isEqualTo("1.1.0");
    }

    @Test
    @Order(5)
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

    /** Main process and run of each service, as systemd has them. */
    private Map<String, String> runs(TestHost host) {
        Map<String, String> runs = new TreeMap<>();
        for (String unit : List.of("smolotchi-core.service", "smolotchi-web.service", WORKER)) {
            runs.put(
                    unit,
                    host.execOk("systemctl", "show", "-p", "MainPID", "-p", "InvocationID", unit)
                            .stdout());
        }
        return runs;
    }

    @Test
    @Order(6)
    void rendering_again_restarts_what_the_plan_names_and_nothing_else(TestHost host) {
        String[] again = {"install-systemd", "--project-dir", "/opt/smolotchi/current", "--web-port", "8080"};
        operator.does("install-systemd", "--project-dir", "/opt/smolotchi/current", "--web-server", "flask", "--yes");
        Map<String, String> before = runs(host);

        assertThat(operator.does(plus(again, "--yes")).stdout()).startsWith("nothing to do");
        assertThat(runs(host)).isEqualTo(before);

        String[] changed = {"install-systemd", "--project-dir", "/opt/smolotchi/current", "--web-server", "auto"};
        JsonNode plan = operator.reads(plus(changed, "--dry-run"));
        assertThat(plan.at("/plan/start").valueStream().map(JsonNode::asString))
                .containsExactly("smolotchi-web.service");
        operator.does(plus(changed, "--yes"));

        Map<String, String> after = runs(host);
        assertThat(after.get("smolotchi-web.service")).isNotEqualTo(before.get("smolotchi-web.service"));
        after.put("smolotchi-web.service", before.get("smolotchi-web.service"));
        assertThat(after).isEqualTo(before);
        assertThat(operator.types("doctor").exit()).isZero();
    }

    private static String[] plus(String[] words, String word) {
        return Stream.concat(Stream.of(words), Stream.of(word)).toArray(String[]::new);
    }

    @Test
    @Order(7)
    void units_may_name_the_release_itself() {
        operator.does("install-systemd", "--project-dir", "/opt/smolotchi/current", "--layout", "resolved", "--yes");

        assertThat(operator.answeringVersion()).isEqualTo("1.1.0");
        assertThat(operator.types("doctor").exit()).isZero();
        operator.does("rollback", "--yes");
        assertThat(operator.answeringVersion()).isEqualTo("1.0.0");
    }
}
