package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The manager is killed between the switch and the start. */
@WithTestHost
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedActivationTest {

    private Operator operator;

    @BeforeEach
    void release_1_0_0_runs(TestHost host) {
        operator = new Operator(host);
        if (!host.exec("test", "-d", "/srv/versions").ok()) {
            operator.hasTheSample();
            operator.stagesAndActivates("1.0.0");
            operator.does("stage", operator.tree("1.1.0"), "--yes");
        } else if (operator.currentVersion().equals("1.1.0")) {
            operator.does("activate", "1.0.0", "--yes");
        }
    }

    private void oneOfTheTwoIsWhole() {
        String current = operator.currentVersion();
        assertThat(current).isIn("1.0.0", "1.1.0");
        assertThat(operator.answeringVersion()).isEqualTo(current);
        assertThat(operator.isActive("smolotchi-core.service")).isTrue();
        assertThat(operator.isActive("smolotchi-ai-worker.service")).isTrue();
        ExecResult status = operator.types("status", "--json");
        assertThat(status.exit()).as(status.stdout() + status.stderr()).isZero();
    }

    @Test
    void recover_brings_one_of_the_two_releases_back_whole(TestHost host) {
        // The third sync of the directory of the link, after one for each prepared link, follows its rename: switched,
        // and nothing started.
        ExecResult killed = host.exec(
                Duration.ofMinutes(2),
                List.of(
                        "strace",
                        "-f",
                        "-qq",
                        "-o",
                        "/dev/null",
                        "-P",
                        "/opt/smolotchi",
                        "-e",
                        "trace=fsync",
                        "-e",
                        "inject=fsync:signal=KILL:when=3",
                        operator.program(),
                        "activate",
                        "1.1.0",
                        "--yes",
                        "--foreground"));
        assertThat(killed.exit()).isNotZero();
        assertThat(operator.currentVersion()).isEqualTo("1.1.0");
        assertThat(host.exec("systemctl", "is-active", "smolotchi-web.service").ok())
                .isFalse();
        assertThat(operator.types("status").exit()).isEqualTo(7);

        ExecResult recovered = operator.types("recover", "--yes");

        assertThat(recovered.exit()).as(recovered.stdout() + recovered.stderr()).isIn(0, 4);
        oneOfTheTwoIsWhole();
        assertThat(operator.does("recover", "--yes").stdout()).contains("nothing");
    }

    @Test
    void a_manager_that_is_killed_in_its_service_is_recovered_without_anybody_typing(TestHost host)
            throws InterruptedException {
        var asking = host.spawn(operator.program(), "activate", "1.1.0", "--yes");
        operator.seesCurrent("1.1.0");
        host.execOk("sh", "-c", "systemctl kill --kill-who=main -s KILL 'smolotchi-release-run-*.service'");

        asking.await(Duration.ofMinutes(2));
        assertThat(host.execOk("journalctl", "--no-pager", "-u", "smolotchi-release-run-*")
                        .stdout())
                .contains("status=9/KILL");
        for (int i = 0;
                i < 600
                        && !host.execOk("sh", "-c", "ls /var/lib/smolotchi-release/open")
                                .stdout()
                                .isBlank();
                i++) {
            Thread.sleep(100);
        }
        oneOfTheTwoIsWhole();
    }
}
