package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** The main job from the console, in the order of a life: each test goes on where the one before it ended. */
@WithTestHost
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleJourneyTest {

    private Operator operator;

    @BeforeAll
    void the_sample_is_at_hand(TestHost host) {
        operator = new Operator(host);
        operator.hasTheSample();
        operator.watches(8, 2);
    }

    @Test
    @Order(1)
    void two_releases_are_staged_and_activated_one_after_the_other() {
        operator.stagesAndActivates("1.0.0");
        assertThat(operator.answeringVersion()).isEqualTo("1.0.0");

        operator.does("stage", operator.archive("1.1.0"), "--yes");
        operator.does("activate", "1.1.0", "--yes", "--reason", "monthly upgrade");

        assertThat(operator.answeringVersion()).isEqualTo("1.1.0");
        JsonNode status = operator.reads("status");
        assertThat(status.toString()).contains("\"1.1.0\"");
        assertThat(operator.isActive("smolotchi-core.service")).isTrue();
        assertThat(operator.isActive("smolotchi-ai-worker.service")).isTrue();
        assertThat(operator.isActive("smolotchi-prune.timer")).isTrue();
        assertThat(operator.types("status").exit()).isZero();
    }

    /** The newest row of the history, which has to be that failure of the release. */
    private JsonNode lastAttempt(String version, String code) {
        JsonNode row = operator.reads("history").at("/activations/0");
        assertThat(row.path("to").asString()).isEqualTo(version);
        assertThat(row.path("outcome").asString()).isEqualTo("rolled back");
        assertThat(row.path("step").asString()).isEqualTo("health");
        assertThat(row.path("code").asString()).isEqualTo(code);
        assertThat(row.path("blame").asString()).isEqualTo("RELEASE");
        return row;
    }

    private static List<String> samples(JsonNode operation) {
        return operation
                .path("events")
                .valueStream()
                .filter(event -> Set.of("HEALTH_SAMPLE", "EVIDENCE")
                        .contains(event.path("type").asString()))
                .map(JsonNode::toString)
                .toList();
    }

    @Test
    @Order(2)
    void a_release_whose_web_answers_500_is_rolled_back_by_itself() {
        operator.does("stage", operator.archive("1.2.0"), "--yes");
        String before = operator.installedFiles();

        ExecResult result = operator.types("activate", "1.2.0", "--yes");

        assertThat(result.exit()).as(result.stdout() + result.stderr()).isEqualTo(4);
        assertThat(operator.currentVersion()).isEqualTo("1.1.0");
        assertThat(operator.answeringVersion()).isEqualTo("1.1.0");
        assertThat(operator.installedFiles()).isEqualTo(before);
        JsonNode attempt = lastAttempt("1.2.0", "HEALTH_FAILED");
        assertThat(attempt.path("cause").asString()).contains("web", "500");
        JsonNode shown = operator.reads("show", "@" + attempt.path("id").asString());
        assertThat(samples(shown)).as("the health transcript").anyMatch(sample -> sample.contains("HTTP 500"));
    }

    @Test
    @Order(3)
    void a_release_whose_core_crashes_after_five_seconds_is_rolled_back_too() {
        operator.watches(9, 6);
        operator.does("stage", operator.archive("1.3.0"), "--yes");
        String before = operator.installedFiles();

        ExecResult result = operator.types("activate", "1.3.0", "--yes");

        assertThat(result.exit()).as(result.stdout() + result.stderr()).isEqualTo(4);
        assertThat(operator.answeringVersion()).isEqualTo("1.1.0");
        assertThat(operator.installedFiles()).isEqualTo(before);
        assertThat(lastAttempt("1.3.0", "HEALTH_FAILED").path("cause").asString())
                .contains("smolotchi-core.service");
        assertThat(operator.types("activate", "1.3.0", "--yes").exit())
                .as("it is marked bad")
                .isEqualTo(3);
    }

    @Test
    @Order(4)
    void a_rollback_goes_to_the_release_before_and_a_second_one_is_refused_with_reasons() {
        operator.watches(8, 2);
        operator.does("rollback", "--yes", "--reason", "does not like the new page");
        assertThat(operator.answeringVersion()).isEqualTo("1.0.0");

        ExecResult second = operator.types("rollback", "--yes");

        assertThat(second.exit()).isEqualTo(3);
        assertThat(second.stderr()).contains("ROLLBACK_NO_TARGET", "nothing was live before it");
        assertThat(operator.reads("history").at("/activations/0/kind").asString())
                .isEqualTo("rollback");
    }

    @Test
    @Order(5)
    void the_prune_timer_is_installed_and_its_service_prunes(TestHost host) {
        operator.does("schedule", "enable", "--calendar", "daily", "--yes");

        assertThat(host.execOk("systemctl", "is-active", "smolotchi-release-prune.timer")
                        .stdout()
                        .strip())
                .isEqualTo("active");
        host.execOk("systemctl", "start", "smolotchi-release-prune.service");

        assertThat(host.execOk("systemctl", "show", "-p", "Result", "--value", "smolotchi-release-prune.service")
                        .stdout()
                        .strip())
                .isEqualTo("success");
        JsonNode schedule = operator.reads("schedule", "status");
        assertThat(schedule.toString()).contains("daily", "nothing to prune");
        assertThat(operator.reads("list").toString()).contains("1.0.0", "1.1.0");
        operator.does("schedule", "disable", "--yes");
        assertThat(host.exec("systemctl", "cat", "smolotchi-release-prune.timer")
                        .exit())
                .isNotZero();
    }

    @Test
    @Order(6)
    void prune_deletes_what_nobody_needs_and_says_why_the_rest_stays(TestHost host) {
        host.execOk(
                "sh",
                "-c",
                "printf 'retention:\\n  keep: 1\\n  minimum-age: 0s\\n  keep-failed: 0\\n' >> /etc/smolotchi-release/release.yaml");

        ExecResult plan = operator.does("prune", "--dry-run");
        assertThat(plan.stdout()).contains("1.0.0", "1.2.0", "1.3.0");
        assertThat(host.exec("ls", "/opt/smolotchi/releases/1.3.0").exit()).isZero();

        operator.does("prune", "--yes");

        assertThat(host.exec("ls", "/opt/smolotchi/releases/1.3.0").exit()).isNotZero();
        assertThat(operator.answeringVersion()).isEqualTo("1.0.0");
    }
}
