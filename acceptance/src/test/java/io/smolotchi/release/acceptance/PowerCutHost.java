package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.LoopDisk;
import io.smolotchi.release.testhost.TestHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A host whose releases, units and catalog lie on a disk that can be cut off. Two releases: 2.0.0 has a unit that 2.1.0 has not, and the other way round.
 */
final class PowerCutHost implements AutoCloseable {

    static final String OLD = "2.0.0";
    static final String NEW = "2.1.0";
    /** Its web answers 500. */
    static final String BAD = "2.2.0";

    private static final String OPEN = "/var/lib/smolotchi-release/open";

    private final LoopDisk disk;
    private final TestHost host;
    private final Operator operator;

    private PowerCutHost(LoopDisk disk, TestHost host) {
        this.disk = disk;
        this.host = host;
        this.operator = new Operator(host);
    }

    /** With 2.0.0 live, and 2.1.0 staged. */
    static PowerCutHost boot() {
        LoopDisk disk = LoopDisk.create(LoopDisk.FileSystem.EXT4);
        Optional<TestHost> host = Optional.empty();
        try {
            host = Optional.of(TestHost.builder()
                    .disk(disk, "/opt", "/var/lib/smolotchi-release", "/var/lib/smolotchi")
                    .filledDisk(disk, "/etc")
                    .boot());
            PowerCutHost made = new PowerCutHost(disk, host.get());
            made.releases();
            return made;
        } catch (RuntimeException | Error e) {
            host.ifPresent(TestHost::close);
            disk.close();
            throw e;
        }
    }

    private void releases() {
        operator.hasTheSample("1.0.0", "1.1.0", "1.2.0");
        operator.watchesBriefly();
        stage("1.0.0", OLD, "elder");
        stage("1.1.0", NEW, "newer");
        operator.does("activate", OLD, "--yes");
    }

    PowerCutHost withBadRelease() {
        stage("1.2.0", BAD, "newer");
        return this;
    }

    /** A version with a unit more. */
    private void stage(String like, String release, String name) {
        String tree = operator.variant(
                like,
                release,
                "packaging/systemd/smolotchi-" + name + ".service",
                Operator.lines(
                        "[Unit]",
                        "Description=The " + name + " one",
                        "[Service]",
                        "ExecStart=/usr/bin/sleep infinity",
                        "[Install]",
                        "WantedBy=multi-user.target"));
        host.execOk(
                "sh",
                "-c",
                "cd \"$1\" && echo \"$2\" >VERSION && printf 'version: %s\\nunits:\\n  install: [smolotchi-%s.service]\\n' \"$2\" \"$3\" >release.yaml",
                "_",
                tree,
                release,
                name);
        operator.does("stage", tree, "--yes");
    }

    Operator operator() {
        return operator;
    }

    TestHost host() {
        return host;
    }

    /**
     * Activates in a process that is killed as it enters a system call, and cuts the power then.
     *
     * @param path that the call is about; {@code open} stands for the directory of the open journals, {@code ID} for the activation's number
     * @param occurrence counted from 1
     */
    void cutDuring(String version, String call, String path, int occurrence) {
        String real = path.replace("open", OPEN).replace("ID", nextOperation());
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null", "-P", real));
        command.addAll(List.of("-e", "trace=" + call, "-e", "inject=" + call + ":signal=KILL:when=" + occurrence));
        // What was cut before has never been healthy.
        command.addAll(List.of(operator.program(), "activate", version, "--yes", "--foreground", "--force"));
        ExecResult killed = host.exec(Duration.ofMinutes(2), command);
        assertThat(killed.exit())
                .as("killed at %s %s: %s%s", call, real, killed.stdout(), killed.stderr())
                .isNotIn(0, 1, 2, 3, 4, 5);
        assertThat(operator.openJournals()).as("open when the power went").isNotBlank();
        cut();
    }

    void cut() {
        host.cutPower();
        host.boot();
    }

    private String nextOperation() {
        String sql = "select 1 + max(id) from operation";
        return host.execOk(
                        "/usr/bin/python3",
                        "-c",
                        "import sqlite3; print(sqlite3.connect('/var/lib/smolotchi-release/catalog.db').execute('" + sql
                                + "').fetchone()[0])")
                .stdout()
                .strip();
    }

    /** Nobody types anything. */
    void comesToAnEnd() throws InterruptedException {
        for (int i = 0; i < 600 && !operator.openJournals().isBlank(); i++) {
            Thread.sleep(100);
        }
        assertThat(operator.openJournals()).as(journal()).isBlank();
    }

    /** One of the two runs, units included, and nothing is left to be done. */
    void runsExactly(String version) {
        assertThat(operator.currentVersion()).as(journal()).isEqualTo(version);
        assertThat(operator.answeringVersion()).isEqualTo(version);
        assertThat(operator.isActive("smolotchi-elder.service")).isEqualTo(version.equals(OLD));
        assertThat(operator.isActive("smolotchi-newer.service")).isEqualTo(version.equals(NEW));
        assertThat(operator.isActive("smolotchi-core.service")).isTrue();
        assertThat(operator.isActive("smolotchi-prune.timer")).isTrue();
        ExecResult status = operator.types("status");
        assertThat(status.exit()).as(status.stdout() + status.stderr()).isZero();
        // Its files are those of its plan, byte for byte.
        assertThat(operator.does("activate", version, "--dry-run").stdout()).contains("no installed file changes");
    }

    String journal() {
        return host.exec("journalctl", "-b", "--no-pager", "-o", "short-monotonic")
                .stdout();
    }

    @Override
    public void close() {
        try {
            host.close();
        } finally {
            disk.close();
        }
    }
}
