package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bad input at the console: a clear message with a code, the right exit code, and nothing changed. */
@WithTestHost
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {

    private Operator operator;

    @BeforeAll
    void one_release_runs(TestHost host) {
        operator = new Operator(host);
        operator.hasTheSample("1.0.0", "1.1.0");
        operator.watchesBriefly();
        operator.stagesAndActivates("1.0.0");
        operator.does("stage", operator.tree("1.1.0"), "--yes");
    }

    private void refused(int exit, String says, String... words) {
        operator.awaitsTheEndOfRuns();
        String before = operator.installedFiles();
        String releases = operator.releases();

        ExecResult result = operator.types(words);

        assertThat(result.exit()).as(result.stdout() + result.stderr()).isEqualTo(exit);
        assertThat(result.stderr()).contains(says);
        assertThat(result.stderr()).doesNotContain("Exception", "\tat ");
        assertThat(result.stdout()).isEmpty();
        assertThat(operator.installedFiles()).isEqualTo(before);
        assertThat(operator.currentVersion()).isEqualTo("1.0.0");
        assertThat(operator.releases()).isEqualTo(releases);
    }

    @Test
    void an_unknown_version() {
        refused(3, "RELEASE_UNKNOWN", "activate", "9.9.9", "--yes");
    }

    @Test
    void a_malformed_version() {
        refused(2, "VERSION_MALFORMED", "activate", "../x", "--yes");
    }

    @Test
    void an_unknown_command_and_an_unknown_option() {
        refused(2, "actviate", "actviate", "1.0.0");
        refused(2, "--frobnicate", "list", "--frobnicate");
    }

    @Test
    void a_change_without_a_terminal_and_without_yes() {
        refused(3, "--yes", "activate", "1.1.0");
    }

    @Test
    void an_archive_that_reaches_outside(TestHost host) {
        host.execOk(
                "sh",
                "-c",
                "cd /srv && tar czPf hostile.tar.gz --transform 's,^,../,' versions/smolotchi-1.0.0/VERSION");
        refused(3, "SOURCE_UNSAFE", "stage", "/srv/hostile.tar.gz", "--version", "6.6.6", "--yes");
    }

    @Test
    void a_malformed_descriptor_is_refused_with_its_line() {
        String tree = operator.variant(
                "1.1.0", "malformed", "release.yaml", Operator.lines("version: 2.0.0", "helth:", "  steady: 3s"));
        refused(3, "release.yaml:2", "stage", tree, "--yes");
    }

    @Test
    void a_unit_that_asks_for_root() {
        String tree = operator.variant(
                "1.1.0",
                "greedy",
                "packaging/systemd/smolotchi-web.service",
                Operator.lines(
                        "[Unit]",
                        "Description=Web",
                        "[Service]",
                        "User=root",
                        "ExecStartPre=+/bin/sh -c id",
                        "ExecStart=/usr/local/bin/smolotchi web"));
        operator.does("stage", tree, "--version", "6.6.7", "--yes");
        refused(3, "UNIT_POLICY", "activate", "6.6.7", "--yes");
        ExecResult result = operator.types("activate", "6.6.7", "--yes");
        assertThat(result.stderr()).contains("User=").contains("ExecStartPre=");
    }

    private void busy(String... words) {
        ExecResult result = operator.types(words);
        assertThat(result.exit()).as(result.stdout() + result.stderr()).isEqualTo(6);
        assertThat(result.stderr()).contains("BUSY", "activate @").doesNotContain("CURRENT_UNKNOWN");
    }

    @Test
    void a_second_writer_while_one_runs_is_told_who_holds_the_lock(TestHost host) throws InterruptedException {
        operator.watches(30, 12);
        var first = host.spawn(operator.program(), "activate", "1.1.0", "--yes");
        while (!host.exec("test", "-s", "/var/lib/smolotchi-release/lock.holder")
                .ok()) {
            Thread.sleep(50);
        }

        busy("pin", "1.0.0", "--yes");
        operator.seesCurrent("1.1.0");
        // Link and history differ now, which is no reason of its own.
        busy("rollback", "--yes");
        assertThat(first.await(Duration.ofMinutes(2)).orElseThrow().exit()).isZero();
        operator.watchesBriefly();
        operator.does("rollback", "--yes");
    }
}
