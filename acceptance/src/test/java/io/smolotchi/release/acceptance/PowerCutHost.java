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

    static final String OLD = TwoReleases.OLD;
    static final String NEW = TwoReleases.NEW;
    static final String BAD = TwoReleases.BAD;

    private static final String OPEN = "/var/lib/smolotchi-release/open";

    private final LoopDisk disk;
    private final TestHost host;
    private final TwoReleases releases;
    private final Operator operator;

    private PowerCutHost(LoopDisk disk, TestHost host) {
        this.disk = disk;
        this.host = host;
        this.releases = new TwoReleases(host);
        this.operator = releases.operator();
    }

    /** With 2.0.0 live, and 2.1.0 staged. */
    static PowerCutHost boot() {
        PowerCutHost made = bare();
        try {
            made.releases.made();
            return made;
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /** Without a release. */
    static PowerCutHost bare() {
        LoopDisk disk = LoopDisk.create(LoopDisk.FileSystem.EXT4);
        Optional<TestHost> host = Optional.empty();
        try {
            host = Optional.of(TestHost.builder()
                    .disk(disk, "/opt", "/var/lib/smolotchi-release", "/var/lib/smolotchi")
                    .filledDisk(disk, "/etc")
                    .boot());
            return new PowerCutHost(disk, host.get());
        } catch (RuntimeException | Error e) {
            host.ifPresent(TestHost::close);
            disk.close();
            throw e;
        }
    }

    PowerCutHost withBadRelease() {
        releases.withBadRelease();
        return this;
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
        killedDuring(version, call, path, occurrence);
        cut();
    }

    /** Likewise, with the power still on. */
    void killedDuring(String version, String call, String path, int occurrence) {
        // What was cut before has never been healthy.
        killedDuring(
                List.of("activate", version, "--yes", "--foreground", "--force", "--reason", "once more"),
                call,
                path,
                occurrence);
    }

    /** @param words of a command that is carried out in its own process */
    void killedDuring(List<String> words, String call, String path, int occurrence) {
        String real = path.replace("open", OPEN).replace("ID", nextOperation());
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null", "-P", real));
        command.addAll(List.of("-e", "trace=" + call, "-e", "inject=" + call + ":signal=KILL:when=" + occurrence));
        command.add(operator.program());
        command.addAll(words);
        ExecResult killed = host.exec(Duration.ofMinutes(2), command);
        assertThat(killed.exit())
                .as("killed at %s %s: %s%s", call, real, killed.stdout(), killed.stderr())
                .isNotIn(0, 1, 2, 3, 4, 5);
        assertThat(operator.openJournals()).as("open when it was killed").isNotBlank();
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

    void comesToAnEnd() throws InterruptedException {
        releases.comesToAnEnd();
    }

    void runsExactly(String version) {
        releases.runsExactly(version);
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
