package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What is left when an activation fails, and whom it is put down to; each test goes on where the one before it ended. */
@WithTestHost
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailedReleasesTest {

    /** One start in five minutes: whoever does not forget the failures of another release can't start his own. */
    private static final String ONE_START = Operator.lines(
            "[Unit]",
            "Description=Core that may be started once",
            "StartLimitIntervalSec=300",
            "StartLimitBurst=1",
            "[Service]",
            "User=smolotchi",
            "Group=smolotchi",
            "ExecStart=/usr/local/bin/smolotchi core",
            "Restart=always",
            "RestartSec=100ms",
            "TimeoutStopSec=6s",
            "[Install]",
            "WantedBy=multi-user.target");

    private static final String CORE_UNIT = "packaging/systemd/smolotchi-core.service";
    private static final String CORE = "smolotchi/core.py";

    private TestHost host;
    private Operator operator;

    @BeforeAll
    void a_release_runs_whose_state_lies_on_a_small_disk(TestHost booted) {
        host = booted;
        operator = new Operator(booted);
        operator.hasTheSample();
        operator.watches(
                8,
                3,
                "  stop-timeout: 3s",
                "units:",
                "  install:",
                "    - smolotchi-core.service",
                "    - smolotchi-web.service",
                "    - smolotchi-prune.service",
                "    - smolotchi-prune.timer");
        host.execOk("sh", "-c", "mkdir -p /var/lib/smolotchi && mount -t tmpfs -o size=4m tmpfs /var/lib/smolotchi");
        stage("1.0.0", "2.0.0", CORE_UNIT, ONE_START);
        stage("1.1.0", "2.1.0", CORE_UNIT, ONE_START);
        operator.does("activate", "2.0.0", "--yes");
    }

    /** A variant of the sample's version under a name of its own. */
    private void stage(String version, String name, String... pathsAndTexts) {
        String tree = operator.variant(version, name, pathsAndTexts[0], pathsAndTexts[1]);
        for (int i = 2; i < pathsAndTexts.length; i += 2) {
            write(tree.substring(1) + "/" + pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        operator.does("stage", tree, "--version", name, "--yes");
    }

    private void write(String path, String text) {
        try {
            Path file = host.root().resolve(path);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExecResult activating(String version, int exit, String... options) {
        String[] words = Stream.concat(Stream.of("activate", version, "--yes"), Stream.of(options))
                .toArray(String[]::new);
        ExecResult result = operator.types(words);
        assertThat(result.exit()).as(result.stdout() + result.stderr()).isEqualTo(exit);
        return result;
    }

    private boolean isBad(String version) {
        ExecResult plan = operator.types("activate", version, "--dry-run");
        return (plan.stdout() + plan.stderr()).contains("RELEASE_BAD");
    }

    private void runsWhole(String version, String answering) {
        assertThat(operator.currentVersion()).isEqualTo(version);
        assertThat(operator.answeringVersion()).isEqualTo(answering);
        assertThat(operator.isActive("smolotchi-core.service")).isTrue();
        assertThat(operator.isActive("smolotchi-prune.timer")).isTrue();
    }

    @Test
    @Order(1)
    void a_crash_loop_that_used_up_the_start_limit_does_not_keep_the_old_release_from_starting() {
        stage(
                "1.1.0",
                "2.2.0",
                CORE_UNIT,
                ONE_START,
                CORE,
                Operator.lines("def run(settings):", "    print('core is broken')", "    return 3"));

        ExecResult result = activating("2.2.0", 4);

        runsWhole("2.0.0", "1.0.0");
        assertThat(isBad("2.2.0")).isTrue();
        String id = result.stdout().replaceAll("(?s).*?@([0-9]+).*", "$1");
        assertThat(operator.types("show", "@" + id).stdout())
                .contains("journal of smolotchi-core.service", "core is broken", "unit states", "health transcript");
    }

    @Test
    @Order(2)
    void a_full_disk_is_not_put_down_to_the_release() {
        stage(
                "1.1.0",
                "2.5.0",
                CORE_UNIT,
                ONE_START,
                CORE,
                Operator.lines(
                        "import time",
                        "def run(settings):",
                        "    with open('/var/lib/smolotchi/new', 'w') as file:",
                        "        file.write('x' * 100000)",
                        "    while True:",
                        "        time.sleep(1)"));
        host.exec("sh", "-c", "dd if=/dev/zero of=/var/lib/smolotchi/filler bs=4k");

        ExecResult result = operator.types("activate", "2.5.0", "--yes");

        host.execOk("sh", "-c", "rm -f /var/lib/smolotchi/filler /var/lib/smolotchi/new");
        assertThat(result.exit())
                .as("the old release may be well on a full disk, or not")
                .isIn(4, 5);
        assertThat((result.stdout() + result.stderr()).replaceAll("\\s+", " "))
                .contains("no space is left in /var/lib/smolotchi");
        assertThat(operator.types("recover", "--yes").exit()).isIn(0, 4);
        // The old core may have ended on the full disk after it was watched.
        host.execOk(
                "sh", "-c", "systemctl reset-failed smolotchi-core.service; systemctl start smolotchi-core.service");
        runsWhole("2.0.0", "1.0.0");
        assertThat(isBad("2.5.0")).isFalse();
    }

    @Test
    @Order(3)
    void when_neither_release_is_well_somebody_is_told_what_is_where_and_what_to_type() {
        stage(
                "1.1.0",
                "2.4.0",
                CORE_UNIT,
                ONE_START,
                CORE,
                Operator.lines(
                        "import os, time",
                        "def run(settings):",
                        "    if os.path.exists('/var/lib/smolotchi/broken'):",
                        "        return 3",
                        "    while True:",
                        "        time.sleep(1)"));
        operator.does("activate", "2.4.0", "--yes");
        host.execOk("touch", "/var/lib/smolotchi/broken");

        ExecResult result = activating("2.2.0", 5, "--force", "--reason", "once more");

        assertThat((result.stdout() + result.stderr()).replaceAll("\\s+", " "))
                .contains(
                        "current is 2.4.0; the unit files are those of 2.4.0; not active: smolotchi-core.service",
                        "no release is marked bad",
                        "next: smolotchi-release recover");
        assertThat(operator.types("status").exit()).isEqualTo(7);
        assertThat(operator.types("status").stdout()).contains("stranded");
        host.execOk("rm", "/var/lib/smolotchi/broken");

        assertThat(operator.types("recover", "--yes").exit()).isEqualTo(4);

        runsWhole("2.4.0", "1.1.0");
        operator.does("activate", "2.1.0", "--yes");
    }

    @Test
    @Order(4)
    void one_that_can_not_be_undone_is_left_as_it_is_and_a_third_release_activated() {
        operator.does("activate", "2.4.0", "--yes", "--force", "--reason", "once more");
        host.execOk("touch", "/var/lib/smolotchi/broken");
        activating("2.2.0", 5, "--force", "--reason", "once more");
        activating("2.1.0", 3);

        ExecResult left = operator.does("recover", "--leave", "--yes");

        assertThat((left.stdout() + left.stderr()).replaceAll("\\s+", " ")).contains("current is 2.4.0");
        assertThat(operator.openJournals()).isBlank();
        assertThat(operator.currentVersion()).isEqualTo("2.4.0");
        assertThat(operator.isActive("smolotchi-core.service")).isFalse();
        assertThat(operator.types("status").stdout()).doesNotContain("stranded");
        operator.does("activate", "2.1.0", "--yes");
        runsWhole("2.1.0", "1.1.0");
        assertThat(operator.does("history").stdout()).contains("stranded");
        host.execOk("rm", "/var/lib/smolotchi/broken");
    }

    @Test
    @Order(5)
    void an_old_service_that_does_not_stop_is_left_alone_and_the_new_release_is_not_to_blame() {
        stage(
                "1.1.0",
                "2.3.0",
                CORE_UNIT,
                ONE_START,
                CORE,
                Operator.lines(
                        "import signal, time",
                        "def run(settings):",
                        "    signal.signal(signal.SIGTERM, signal.SIG_IGN)",
                        "    while True:",
                        "        time.sleep(1)"));
        operator.does("activate", "2.3.0", "--yes");

        ExecResult result = activating("2.0.0", 4);

        assertThat(result.stdout() + result.stderr()).contains("abandoned", "UNIT_WOULD_NOT_STOP");
        runsWhole("2.3.0", "1.1.0");
        assertThat(isBad("2.0.0")).isFalse();
    }
}
