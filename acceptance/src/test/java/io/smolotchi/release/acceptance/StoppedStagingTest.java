package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.HostProcess;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody stops the service that stages. */
@WithTestHost
class StoppedStagingTest {

    private static final String SLOW = "/usr/local/bin/slow-python";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void it_is_cancelled_and_takes_back_what_it_made(TestHost host) throws InterruptedException {
        Operator operator = new Operator(host);
        operator.hasTheSample("1.0.0", "1.1.0");
        operator.watches(12, 1, "units:", "  with-display: false", "python:", "  interpreter: " + SLOW);
        python(host, "exec /usr/bin/python3 \"$@\"");
        operator.does("stage", operator.tree("1.0.0"), "--yes");
        String before = operator.releases();
        python(host, "case \"$*\" in *compileall*) sleep 4321;; *) exec /usr/bin/python3 \"$@\";; esac");

        try (HostProcess asking = host.spawn(operator.program(), "stage", operator.tree("1.1.0"), "--yes")) {
            until(host, "pgrep -fx 'sleep 4321'");
            String unit = host.execOk(
                            "sh",
                            "-c",
                            "systemctl list-units --plain --no-legend 'smolotchi-release-run-*.service' | cut -d' ' -f1")
                    .stdout()
                    .strip();
            assertThat(operator.releases()).contains("/.partial-");

            host.execOk("systemctl", "stop", unit);

            assertThat(host.exec("systemctl", "is-active", unit).stdout().strip())
                    .isIn("inactive", "failed");
            assertThat(host.exec("pgrep", "-fx", "sleep 4321").ok()).isFalse();
            assertThat(operator.releases()).isEqualTo(before);
            ExecResult asked = asking.await(PATIENCE).orElseThrow();
            assertThat(asked.exit()).as(asked.stdout() + asked.stderr()).isEqualTo(130);
            assertThat(asked.stderr()).contains("because it was cancelled");
            String number = unit.replaceAll("\\D", "");
            assertThat(operator.reads("show", "@" + number).toString()).contains("CANCELLED");
            assertThat(host.execOk("systemctl", "--failed", "--no-legend", "--plain")
                            .stdout())
                    .doesNotContain("smolotchi-release");
        }

        python(host, "exec /usr/bin/python3 \"$@\"");
        operator.does("stage", operator.tree("1.1.0"), "--yes");
        operator.does("verify", "--all");
    }

    private static void python(TestHost host, String body) {
        host.execOk("sh", "-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" >" + SLOW + "; chmod 755 " + SLOW, "sh", body);
    }

    private static void until(TestHost host, String command) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!host.exec("sh", "-c", command).ok()) {
            assertThat(System.nanoTime()).as(command).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
