package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.HostProcess;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manager does not live to the end of the activation, be it because the machine does not. */
@WithTestHost
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedActivationTest {

    private Operator operator;

    @BeforeEach
    void release_1_0_0_runs(TestHost host) {
        operator = new Operator(host);
        if (!host.exec("test", "-d", "/srv/versions").ok()) {
            operator.hasTheSample("1.0.0", "1.1.0");
            operator.watchesBriefly();
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
        // The first sync of the directory of the link follows its rename: switched, and nothing started.
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
                        "inject=fsync:signal=KILL:when=1",
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

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void a_manager_that_gets_a_signal_in_its_service_is_recovered_without_anybody_typing(String signal, TestHost host)
            throws InterruptedException {
        HostProcess asking = switchesTo110(host);
        String number = operator.openJournals().strip();
        signal(host, "main", signal);

        asking.await(Duration.ofMinutes(2));
        nothingIsOpen();
        oneOfTheTwoIsWhole();
        assertThat(host.execOk("journalctl", "--no-pager", "-u", "smolotchi-release-run-" + number)
                        .stdout())
                .contains("recovered @" + number);
    }

    @Test
    void a_manager_that_is_killed_with_its_recovery_is_recovered_by_a_timer(TestHost host) throws InterruptedException {
        // Two minutes are long for a test.
        String quick = "/etc/systemd/system/smolotchi-release-backstop-.timer.d";
        host.execOk("mkdir", "-p", quick);
        host.execOk(
                "sh",
                "-c",
                "printf '[Timer]\\nOnActiveSec=\\nOnActiveSec=15s\\nOnUnitInactiveSec=5s\\n' >" + quick
                        + "/quick.conf");
        HostProcess asking = switchesTo110(host);
        while (host.exec("sh", "-c", "systemctl list-units --no-legend 'smolotchi-release-run-*' | grep -q .")
                .ok()) {
            signal(host, "all", "KILL");
            Thread.sleep(50);
        }
        asking.close();
        assertThat(operator.openJournals()).isNotBlank();

        nothingIsOpen();
        oneOfTheTwoIsWhole();
        assertThat(host.execOk("systemctl", "list-units", "--all", "--no-legend", "smolotchi-release-backstop-*.timer")
                        .stdout())
                .isEmpty();
        host.execOk("rm", "-r", quick);
    }

    @Test
    void a_shutdown_in_the_middle_leaves_it_to_the_boot(TestHost host) throws InterruptedException {
        // Whoever asked has gone.
        switchesTo110(host).close();

        host.reboot();

        nothingIsOpen();
        oneOfTheTwoIsWhole();
        assertThat(host.execOk("journalctl", "-b", "--no-pager", "-u", "smolotchi-release-early")
                        .stdout())
                .contains("at boot: 1.1.0 was in place and is started");
    }

    @Test
    void a_manager_that_hangs_past_its_deadline_is_ended_by_the_next_command_and_what_it_left_recovered(TestHost host)
            throws InterruptedException {
        KilledRun run = new KilledRun(host, operator);
        HostProcess asking = run.stoppedAfter(new KilledRun.Row("STEP_STARTED", "stop", 2.5), "1.1.0");
        assertThat(operator.types("recover", "--yes").exit()).as("busy").isEqualTo(6);
        assertThat(host.exec("systemctl", "is-active", "smolotchi-web.service").ok())
                .isFalse();
        // As if the hour were over.
        host.execOk("sed", "-i", "s/\"deadline\":[0-9.E]*/\"deadline\":0.5/", "/var/lib/smolotchi-release/lock.holder");
        assertThat(operator.types("status").stdout().replaceAll("\\s+", " "))
                .contains("holds the lock past its deadline");

        ExecResult recovered = operator.types("recover", "--yes");

        assertThat(recovered.exit()).as(recovered.stdout() + recovered.stderr()).isIn(0, 4);
        asking.close();
        nothingIsOpen();
        oneOfTheTwoIsWhole();
        assertThat(host.exec("pgrep", "-f", "run --id").stdout()).isBlank();
    }

    private HostProcess switchesTo110(TestHost host) throws InterruptedException {
        // What was interrupted before may never have been healthy.
        HostProcess asking =
                host.spawn(operator.program(), "activate", "1.1.0", "--yes", "--force", "--reason", "once more");
        operator.seesCurrent("1.1.0");
        return asking;
    }

    private static void signal(TestHost host, String who, String signal) {
        host.exec(
                "sh",
                "-c",
                "systemctl kill --kill-who=" + who + " -s " + signal + " 'smolotchi-release-run-*.service'");
    }

    private void nothingIsOpen() throws InterruptedException {
        for (int i = 0; i < 900 && !operator.openJournals().isBlank(); i++) {
            Thread.sleep(100);
        }
        assertThat(operator.openJournals()).isBlank();
    }
}
