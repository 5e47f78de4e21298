package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.HostProcess;
import io.smolotchi.release.testhost.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The life of the package on a Debian 13 of its own, from its installation to its purge, in the order in which it is read: each chapter goes on where the
 * one before has ended. {@code bin/package-test} makes the machine and both packages, and says where they are.
 */
@Tag("package")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackageLifeTest {

    private static final String PACKAGES = "/srv/packages";
    private static final String WEB = "http://127.0.0.1:8090";
    private static final Duration LONG = Duration.ofMinutes(8);

    private TestHost host;
    private Operator operator;

    @BeforeAll
    void a_debian_13_with_java_and_python() {
        host = TestHost.builder()
                .over(Path.of(given("debian")))
                .bind(Path.of(given("packages")), PACKAGES, true)
                .boot();
        operator = new Operator(host, "/usr/bin/smolotchi-release");
    }

    @AfterAll
    void it_is_gone() {
        host.close();
    }

    private static String given(String name) {
        return Objects.requireNonNull(
                System.getProperty("smolotchi.package-test." + name), "this test is run by bin/package-test");
    }

    private ExecResult sh(String script) {
        return host.exec(LONG, List.of("sh", "-c", script));
    }

    private String shOk(String script) {
        return sh(script).orThrow().stdout();
    }

    private ExecResult install(String name) {
        return sh("DEBIAN_FRONTEND=noninteractive apt-get install -y " + PACKAGES + "/" + name + ".deb");
    }

    private boolean exists(String path) {
        return host.exec("test", "-e", path).ok();
    }

    private void eventually(String what, BooleanSupplier so) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(200);
        }
    }

    private void runsWholeAfterABoot(String version) throws InterruptedException {
        host.reboot();
        // A service that is active may not listen yet.
        eventually("it answers", () -> host.httpGet("http://127.0.0.1:8080/").status() == 200);
        runsWhole(version);
    }

    private void runsWhole(String version) {
        assertThat(operator.currentVersion()).isEqualTo(version);
        assertThat(operator.answeringVersion()).isEqualTo(version);
        assertThat(operator.isActive("smolotchi-core.service")).isTrue();
        assertThat(operator.isActive("smolotchi-ai-worker.service")).isTrue();
    }

    @Test
    @Order(1)
    void it_is_installed_and_nothing_of_it_runs() {
        ExecResult result = install("present");
        assertThat(result.ok()).as(result.stdout() + result.stderr()).isTrue();

        assertThat(operator.does("version").stdout()).contains("smolotchi-release", "Debian");
        assertThat(shOk("ls /var/cache/smolotchi-release"))
                .contains("smolotchi-release.aot", "smolotchi-release-web.aot", "native");
        assertThat(shOk("dpkg --verify smolotchi-release")).isEmpty();
        assertThat(shOk("systemctl list-units --no-legend --plain 'smolotchi*'"))
                .isEmpty();
        assertThat(sh("systemctl is-enabled smolotchi-release-web.socket").stdout())
                .startsWith("disabled");
        assertThat(exists("/var/lib/smolotchi-release/catalog.db")).isFalse();
    }

    @Test
    @Order(2)
    void the_sample_is_staged_and_activated() {
        List<String> build = new ArrayList<>(List.of("/usr/share/smolotchi-release/samples/build", "--tar", "--all"));
        build.add("/srv/versions");
        host.execOk(build.toArray(String[]::new));
        operator.watches(12, 1, "units:", "  with-display: false");

        operator.does("stage", operator.archive("1.0.0"), "--yes");
        operator.does("activate", "1.0.0", "--yes", "--reason", "first one");

        runsWhole("1.0.0");
    }

    @Test
    @Order(3)
    void an_upgrade_that_fails_is_taken_back() {
        operator.does("stage", operator.archive("1.2.0"), "--yes");

        assertThat(operator.types("activate", "1.2.0", "--yes").exit()).isEqualTo(4);

        runsWhole("1.0.0");
        assertThat(operator.does("list").stdout()).contains("bad");
    }

    @Test
    @Order(4)
    void an_upgrade_goes_through_and_is_rolled_back() {
        operator.stagesAndActivates("1.1.0");
        runsWhole("1.1.0");

        operator.does("rollback", "--yes", "--reason", "customers complain");

        runsWhole("1.0.0");
    }

    @Test
    @Order(5)
    void the_timer_prunes() throws InterruptedException {
        sh("sed -i '$a retention:\\n  keep: 2\\n  minimum-age: 0s\\n  keep-failed: 0' /etc/smolotchi-release/release.yaml")
                .orThrow();
        operator.does("schedule", "enable", "--calendar", "*:*:0/5", "--yes");
        shOk("mkdir -p /etc/systemd/system/smolotchi-release-prune.timer.d;"
                + " printf '[Timer]\\nRandomizedDelaySec=0\\nAccuracySec=1s\\n'"
                + " >/etc/systemd/system/smolotchi-release-prune.timer.d/quick.conf;"
                + " systemctl daemon-reload; systemctl restart smolotchi-release-prune.timer");

        eventually("1.2.0, which was never healthy, is pruned", () -> !exists("/opt/smolotchi/releases/1.2.0"));

        operator.does("schedule", "enable", "--calendar", "daily", "--yes");
        eventually("the last run has ended", () -> !operator.isActive("smolotchi-release-prune.service"));
        runsWhole("1.0.0");
    }

    @Test
    @Order(6)
    void the_pages_are_there_when_somebody_looks_and_cost_nothing_when_nobody_does() throws InterruptedException {
        shOk("mkdir -p /etc/systemd/system/smolotchi-release-web-proxy.service.d;"
                + " printf '[Service]\\nExecStart=\\nExecStart=/usr/lib/systemd/systemd-socket-proxyd"
                + " --exit-idle-time=5s 127.0.0.1:8091\\n'"
                + " >/etc/systemd/system/smolotchi-release-web-proxy.service.d/quick.conf; mkdir -p /etc/systemd/system/smolotchi-release-operator.service.d;"
                + " printf '[Service]\\nExecStart=\\nExecStart=/usr/bin/smolotchi-release operator --idle 10\\n'"
                + " >/etc/systemd/system/smolotchi-release-operator.service.d/quick.conf; systemctl daemon-reload;"
                + " systemctl enable --now smolotchi-release-web.socket");
        String token = shOk("smolotchi-release-web token add story --role operator 2>/dev/null")
                .strip();
        assertThat(operator.isActive("smolotchi-release-web.service")).isFalse();

        assertThat(shOk("curl -fsS --max-time 120 " + WEB + "/login")).contains("<form");

        assertThat(operator.isActive("smolotchi-release-web.service")).isTrue();
        assertThat(shOk("systemctl show -P WatchdogUSec smolotchi-release-web.service")
                        .strip())
                .isEqualTo("1min");
        theWebProcessIsConfined();
        // What runs confined carries nothing out itself, not even a mark.
        String pin = shOk("""
                set -e
                post() {
                    curl -fsS --max-time 60 -H 'Authorization: Bearer %1$s' -H 'Content-Type: application/json' -d "$2" %2$s/api/v1/$1
                }
                plan=$(post plans '{"verb":"pin","values":{"version":"1.1.0"}}')
                digest=$(printf %%s "$plan" | python3 -c 'import json, sys; print(json.load(sys.stdin)["digest"])')
                post operations '{"verb":"pin","values":{"version":"1.1.0"},"plan":"'"$digest"'"}'
                """.formatted(token, WEB));
        assertThat(pin).contains("operation");
        eventually("1.1.0 is pinned", () -> operator.does("list").stdout().contains("pinned"));
        assertThat(operator.does("history", "--limit", "1").exit()).isZero();

        eventually("nobody looks any more", () -> !operator.isActive("smolotchi-release-web.service"));
        assertThat(operator.isActive("smolotchi-release-web.socket")).isTrue();
        assertThat(shOk("systemctl show -P Result smolotchi-release-web.service")
                        .strip())
                .isEqualTo("success");
        assertThat(shOk("curl -fsS --max-time 120 " + WEB + "/login")).contains("<form");
    }

    /** As far as its own namespace goes; that it may speak with systemd is another matter. */
    private void theWebProcessIsConfined() {
        String process =
                shOk("systemctl show -P MainPID smolotchi-release-web.service").strip();
        for (String place : List.of(
                "/opt/smolotchi",
                "/opt/smolotchi/releases/1.0.0",
                "/etc/systemd/system",
                "/etc/smolotchi-release",
                "/usr/bin",
                "/var/lib/smolotchi",
                "/var/cache/smolotchi-release")) {
            ExecResult tried = sh("nsenter -t " + process + " -m touch " + place + "/from-the-web");
            assertThat(tried.ok()).as(place).isFalse();
            assertThat(tried.stderr()).as(place).contains("Read-only file system");
        }
        shOk("nsenter -t " + process
                + " -m sh -c 'touch /var/lib/smolotchi-release-web/own && rm /var/lib/smolotchi-release-web/own'");
        // The catalog is not even there for root, which it is not.
        assertThat(sh("nsenter -t " + process + " -m ls -A /var/lib/smolotchi-release")
                        .stdout())
                .isEmpty();
        // Its own user, no capability, NoNewPrivs, seccomp's filter.
        assertThat(shOk("ps -o user:32= -p " + process).strip()).isEqualTo("smolotchi-release-web");
        assertThat(shOk("grep -E '^(CapBnd|CapEff|NoNewPrivs|Seccomp):' /proc/" + process + "/status")
                        .replaceAll("\\s+", " "))
                .isEqualTo("CapEff: 0000000000000000 CapBnd: 0000000000000000 NoNewPrivs: 1 Seccomp: 2 ");
        // What lies in its directory is its own, also what root's own command made.
        assertThat(shOk("find /var/lib/smolotchi-release-web ! -user smolotchi-release-web")
                        .strip())
                .isEmpty();
    }

    @Test
    @Order(7)
    void nobody_becomes_root_by_the_operator() throws InterruptedException {
        Intruders intruders = new Intruders(host, operator);
        intruders.writeNothingThatIsNotTheirs();
        intruders.areNotTheOperator();
        intruders.getNothingByMalformedCalls();
        intruders.haveWhatTheyAskedRecordedUnderTheirOwnNames();
        intruders.stageNothingThatTheyReplacedOrLinked();
        intruders.runNothingAsRoot();
        intruders.withoutPolkitTheWebsUserAloneMay();
        eventually("it ends when nobody calls", () -> !operator.isActive("smolotchi-release-operator.service"));
    }

    @Test
    @Order(8)
    void a_reboot_in_the_middle_of_an_activation_is_gone_on_with() throws InterruptedException {
        HostProcess asking = host.spawn(operator.program(), "activate", "1.1.0", "--yes");
        operator.seesCurrent("1.1.0");
        asking.close();

        host.reboot();

        eventually("it has ended", () -> operator.openJournals().isBlank());
        runsWhole("1.1.0");
    }

    @Test
    @Order(9)
    void an_upgrade_of_the_package_waits_for_an_activation() throws InterruptedException {
        operator.watches(30, 8, "units:", "  with-display: false");
        HostProcess asking = host.spawn(operator.program(), "activate", "1.0.0", "--yes");
        operator.seesCurrent("1.0.0");
        assertThat(operator.openJournals()).isNotBlank();

        ExecResult result = install("next");

        assertThat(result.ok()).as(result.stdout() + result.stderr()).isTrue();
        assertThat(result.stderr() + result.stdout()).contains("waiting for the operation that goes on");
        assertThat(asking.await(Duration.ofMinutes(1)).orElseThrow().exit()).isZero();
        assertThat(operator.openJournals()).isBlank();
        assertThat(shOk("dpkg-query -W -f '${Version}' smolotchi-release")).endsWith("next");
        assertThat(operator.isActive("smolotchi-release-web.socket")).isTrue();
        assertThat(exists("/run/smolotchi-release-exchanging")).isFalse();
        // A conffile that was edited stays.
        assertThat(shOk("cat /etc/smolotchi-release/release.yaml")).contains("steady: 8s");
        runsWhole("1.0.0");
        assertThat(operator.does("status").exit()).isZero();
    }

    @Test
    @Order(10)
    void it_is_refused_while_an_activation_is_open_that_nobody_carries_out() throws InterruptedException {
        HostProcess asking = host.spawn(operator.program(), "activate", "1.1.0", "--yes", "--foreground");
        operator.seesCurrent("1.1.0");
        sh("pkill -KILL -f '[s]molotchi-release.jar activate'").orThrow();
        asking.close();
        String open = operator.openJournals().strip();
        assertThat(open).isNotBlank();

        ExecResult result = sh("apt-get install -y --allow-downgrades " + PACKAGES + "/present.deb");
        ExecResult forced = sh("dpkg --install " + PACKAGES + "/present.deb");
        ExecResult removed = sh("dpkg --remove smolotchi-release");

        assertThat(result.ok()).isFalse();
        assertThat(forced.ok()).isFalse();
        assertThat(forced.stdout() + forced.stderr()).contains("because activation @" + open + " is open");
        assertThat(removed.ok()).isFalse();
        assertThat(shOk("dpkg-query -W -f '${Version}' smolotchi-release")).endsWith("next");

        assertThat(operator.types("recover", "--yes").exit()).isIn(0, 4);
        assertThat(sh("dpkg --install " + PACKAGES + "/next.deb").ok()).isTrue();
        runsWhole(operator.currentVersion());
    }

    /** The last migration is taken back by hand; the next one that is written changes this. */
    @Test
    @Order(11)
    void the_catalog_of_an_earlier_version_is_migrated_after_a_copy() {
        operator.awaitsTheEndOfRuns();
        String history = operator.does("history", "--json").stdout();
        shOk("""
                python3 - <<'PYTHON'
                import sqlite3
                catalog = sqlite3.connect("/var/lib/smolotchi-release/catalog.db")
                catalog.execute("DROP INDEX event_evidence")
                catalog.execute("DELETE FROM flyway_schema_history WHERE version = '3'")
                catalog.execute("PRAGMA user_version = 2")
                catalog.commit()
                PYTHON
                """);

        ExecResult result = sh("dpkg --install " + PACKAGES + "/next.deb");

        assertThat(result.ok()).as(result.stdout() + result.stderr()).isTrue();
        assertThat(result.stdout())
                .contains("the catalog was migrated from format 2 to 3;", "catalog.db.format-2 is what it was");
        assertThat(exists("/var/lib/smolotchi-release/catalog.db.format-2")).isTrue();
        assertThat(operator.does("history", "--json").stdout()).isEqualTo(history);
        assertThat(operator.does("catalog", "check").stdout()).contains("sound");
    }

    @Test
    @Order(12)
    void a_catalog_of_a_newer_version_is_left_alone_and_says_so() {
        operator.awaitsTheEndOfRuns();
        String set = "python3 -c \"import sqlite3, sys; c = sqlite3.connect('/var/lib/smolotchi-release/catalog.db');"
                + " c.execute('PRAGMA user_version = ' + sys.argv[1])\" ";
        String format =
                shOk("python3 -c \"import sqlite3; print(sqlite3.connect('/var/lib/smolotchi-release/catalog.db')"
                                + ".execute('PRAGMA user_version').fetchone()[0])\"")
                        .strip();
        shOk(set + "99");

        ExecResult downgraded = sh("dpkg --install " + PACKAGES + "/present.deb");

        assertThat(downgraded.ok())
                .as(downgraded.stdout() + downgraded.stderr())
                .isTrue();
        assertThat(downgraded.stdout() + downgraded.stderr()).contains("its format is 99", "install the newer version");
        assertThat(operator.types("list").stderr()).contains("its format is 99");
        runsWhole(operator.currentVersion());
        shOk(set + format);
        assertThat(operator.does("history").exit()).isZero();
    }

    @Test
    @Order(13)
    void removing_it_leaves_the_application_running_also_after_a_boot() throws InterruptedException {
        String current = operator.currentVersion();
        String releases = operator.releases();

        ExecResult removed = sh("apt-get remove -y smolotchi-release");

        assertThat(removed.ok()).as(removed.stdout() + removed.stderr()).isTrue();
        assertThat(exists("/usr/lib/smolotchi-release")).isFalse();
        assertThat(exists("/var/cache/smolotchi-release")).isFalse();
        assertThat(exists("/etc/systemd/system/smolotchi-release-prune.timer")).isFalse();
        assertThat(sh("curl -fsS --max-time 5 " + WEB + "/login").ok()).isFalse();
        runsWhole(current);
        runsWholeAfterABoot(current);
        assertThat(operator.releases()).isEqualTo(releases);
        assertThat(exists("/var/lib/smolotchi-release/catalog.db")).isTrue();
    }

    @Test
    @Order(14)
    void installed_again_it_knows_what_it_knew() {
        assertThat(install("next").ok()).isTrue();

        assertThat(operator.does("history").stdout()).contains("first one");
        assertThat(operator.does("status").stdout()).contains(operator.currentVersion());
    }

    @Test
    @Order(15)
    void another_java_gets_caches_of_its_own() {
        shOk("rm /var/cache/smolotchi-release/*.aot");

        shOk(
                "dpkg-trigger --by-package=openjdk-25-jre-headless --no-await /usr/lib/jvm && dpkg --triggers-only --pending");

        assertThat(shOk("ls /var/cache/smolotchi-release"))
                .contains("smolotchi-release.aot", "smolotchi-release-web.aot");
        assertThat(operator.does("version").exit()).isZero();
    }

    @Test
    @Order(16)
    void a_purge_takes_what_is_ours_and_nothing_else() throws InterruptedException {
        String current = operator.currentVersion();
        String releases = operator.releases();

        ExecResult purged = sh("apt-get purge -y smolotchi-release");

        assertThat(purged.ok()).as(purged.stdout() + purged.stderr()).isTrue();
        // The application's drop-ins are its own, and two directories are the administrator's.
        assertThat(shOk("find / -xdev -path /proc -prune -o -path /srv -prune -o -name '*smolotchi-release*' -print"
                        + " | grep -v -e '^" + host.checkout() + "' -e '50-smolotchi-release.conf$'"
                        + " -e '^/etc/systemd/system/smolotchi-release-[a-z-]*[.][a-z]*[.]d$'"
                        + " -e '^/var/lib/smolotchi-release$' || true"))
                .isEmpty();
        assertThat(shOk("ls -A /var/lib/smolotchi-release 2>/dev/null | grep -v '^state-purged-' || true"))
                .isEmpty();
        assertThat(operator.releases()).isEqualTo(releases);
        runsWhole(current);
        runsWholeAfterABoot(current);
    }
}
