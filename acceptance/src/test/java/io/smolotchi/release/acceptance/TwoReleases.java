package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;

/** A host with two releases: 2.0.0, which runs, has a unit that 2.1.0 has not, and the other way round. */
final class TwoReleases {

    static final String OLD = "2.0.0";
    static final String NEW = "2.1.0";
    /** Its web answers 500. */
    static final String BAD = "2.2.0";
    /** A unit of it fails at once. */
    static final String BROKEN = "2.3.0";

    private final TestHost host;
    private final Operator operator;

    TwoReleases(TestHost host) {
        this.host = host;
        this.operator = new Operator(host);
    }

    /** With 2.0.0 live, and 2.1.0 staged. */
    TwoReleases made() {
        operator.hasTheSample("1.0.0", "1.1.0", "1.2.0");
        operator.watchesBriefly();
        stage("1.0.0", OLD, "elder", "ExecStart=/usr/bin/sleep infinity");
        stage("1.1.0", NEW, "newer", "ExecStart=/usr/bin/sleep infinity");
        operator.does("activate", OLD, "--yes");
        return this;
    }

    TwoReleases withBadRelease() {
        stage("1.2.0", BAD, "newer", "ExecStart=/usr/bin/sleep infinity");
        return this;
    }

    TwoReleases withBrokenRelease() {
        stage("1.1.0", BROKEN, "newer", "Type=oneshot", "ExecStart=/bin/false");
        return this;
    }

    /** A version with a unit more. */
    private void stage(String like, String release, String name, String... service) {
        String tree = operator.variant(
                like,
                release,
                "packaging/systemd/smolotchi-" + name + ".service",
                Operator.lines("[Unit]", "Description=The " + name + " one", "[Service]")
                        + Operator.lines(service)
                        + Operator.lines("[Install]", "WantedBy=multi-user.target"));
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
}
