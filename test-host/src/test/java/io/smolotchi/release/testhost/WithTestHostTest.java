package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithTestHost(bindReadOnly = "/usr/share:/srv/shared")
class WithTestHostTest {
    @Test
    void the_host_is_up_and_nothing_failed(TestHost host) {
        assertThat(host.waitUntilRunning(Duration.ofSeconds(10))).isEqualTo("running");
        assertThat(host.execOk("hostname").stdout().strip()).isEqualTo(host.name());
    }

    @Test
    void a_unit_starts_and_its_journal_can_be_read(TestHost host) throws IOException {
        writeUnit(host, "hello.service", "ExecStart=sh -c 'echo hello from the unit; exec sleep infinity'");
        host.execOk("systemctl", "start", "hello.service");
        assertThat(host.execOk("systemctl", "is-active", "hello.service").stdout())
                .isEqualTo("active\n");
        assertThat(Patience.until(
                        Duration.ofSeconds(10),
                        () -> host.journal("hello.service").contains("hello from the unit")))
                .isTrue();
    }

    @Test
    void a_command_gives_its_status_and_both_outputs(TestHost host) {
        ExecResult result = host.exec("sh", "-c", "echo out; echo err >&2; exit 7");
        assertThat(result.exit()).isEqualTo(7);
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
        assertThat(result.ok()).isFalse();
        assertThat(host.exec("no-such-program").exit()).isEqualTo(127);
    }

    @Test
    void a_command_that_has_to_succeed_throws_with_its_outputs(TestHost host) {
        assertThatExceptionOfType(TestHostException.class)
                .isThrownBy(() -> host.execOk("sh", "-c", "echo why >&2; exit 3"))
                .withMessageContaining("exit 3")
                .withMessageContaining("why");
    }

    @Test
    void a_command_that_takes_too_long_is_killed_with_its_children(TestHost host) {
        assertThatExceptionOfType(TestHostException.class)
                .isThrownBy(() -> host.exec(Duration.ofMillis(500), List.of("sh", "-c", "sleep 4711; true")))
                .withMessageContaining("PT0.5S");
        assertThat(host.exec("pgrep", "-f", "^sleep 4711").exit()).isEqualTo(1);
    }

    @Test
    void a_spawned_program_runs_on_and_can_be_killed(TestHost host) throws IOException {
        try (HostProcess cat = host.spawn("sh", "-c", "echo ready; exec cat")) {
            cat.process().getOutputStream().write("typed\n".getBytes(StandardCharsets.UTF_8));
            cat.process().getOutputStream().flush();
            assertThat(Patience.until(Duration.ofSeconds(10), () -> cat.stdout().equals("ready\ntyped\n")))
                    .isTrue();
            cat.kill();
            assertThat(cat.await(Duration.ofSeconds(10))).isPresent();
        }
        assertThat(host.exec("pgrep", "-x", "cat").exit()).isEqualTo(1);
    }

    @Test
    void a_command_runs_where_processes_of_the_host_belong(TestHost host) {
        assertThat(host.execOk("cat", "/proc/self/cgroup").stdout()).contains("/init.scope");
        assertThat(host.execOk("pwd").stdout()).isEqualTo("/\n");
        assertThat(host.execOk("env").stdout().lines())
                .contains("LANG=C.UTF-8", "HOME=/root")
                .noneMatch(line -> line.startsWith("JAVA_HOME="));
    }

    @Test
    void another_user_than_root_can_work_there(TestHost host) {
        assertThat(host.execOk("systemd-run", "--quiet", "--wait", "--pipe", "--uid=nobody", "cat", "/etc/os-release")
                        .stdout())
                .contains("ID=");
    }

    @Test
    void the_checkout_is_there_and_read_only(TestHost host) {
        String pom = host.checkout().resolve("pom.xml").toString();
        assertThat(host.exec("test", "-r", pom).ok()).isTrue();
        assertThat(host.exec("touch", pom).stderr()).contains("Read-only file system");
        assertThat(host.exec("touch", "/srv/shared/x").stderr()).contains("Read-only file system");
    }

    @Test
    void nothing_of_smolotchi_is_there_at_the_start(TestHost host) {
        assertThat(host.exec("sh", "-c", "ls -d /opt/smolotchi /var/lib/smolotchi* /etc/smolotchi* 2>/dev/null")
                        .stdout())
                .isEmpty();
    }

    @Test
    void nothing_that_the_machine_enables_is_enabled(TestHost host) {
        assertThat(host.execOk("systemctl", "list-timers", "--no-legend").stdout())
                .isEmpty();
        assertThat(host.exec("find", "/etc/systemd/system", "-name", "*.wants").stdout())
                .isEmpty();
    }

    @Test
    void the_system_bus_is_reachable_from_outside(TestHost host) {
        ExecResult reply = Command.run(
                "busctl",
                "--address=" + host.dbusAddress(),
                "--no-pager",
                "call",
                "org.freedesktop.systemd1",
                "/org/freedesktop/systemd1",
                "org.freedesktop.systemd1.Manager",
                "GetUnit",
                "s",
                "dbus.service");
        assertThat(reply.orThrow().stdout()).contains("/org/freedesktop/systemd1/unit/dbus_2eservice");
    }

    @Test
    void its_address_127_0_0_1_is_reachable_from_inside_and_outside(TestHost host) throws IOException {
        assertThat(host.httpGet("http://127.0.0.1:8099/").status()).isZero();
        writeUnit(host, "site.service", "ExecStart=python3 -m http.server 8099 --bind 127.0.0.1 --directory /srv/site");
        host.execOk("mkdir", "-p", "/srv/site");
        host.execOk("sh", "-c", "echo it works >/srv/site/index.html");
        host.execOk("systemctl", "start", "site.service");
        assertThat(Patience.until(
                        Duration.ofSeconds(20),
                        () -> host.httpGet("http://127.0.0.1:8099/").status() == 200))
                .isTrue();
        assertThat(host.httpGet("http://127.0.0.1:8099/").body()).isEqualTo("it works\n");
        Path curl = host.programInNetwork(Path.of("/usr/bin/curl"));
        assertThat(Command.run(curl.toString(), "-s", "http://127.0.0.1:8099/").stdout())
                .isEqualTo("it works\n");
    }

    @Test
    void its_files_are_seen_from_outside(TestHost host) throws IOException {
        host.execOk("sh", "-c", "echo on disk >/srv/note; echo in memory >/run/note");
        assertThat(Files.readString(host.root().resolve("srv/note"))).isEqualTo("on disk\n");
        assertThat(Files.readString(host.liveRoot().resolve("run/note"))).isEqualTo("in memory\n");
    }

    private static void writeUnit(TestHost host, String name, String service) throws IOException {
        Files.writeString(host.liveRoot().resolve("etc/systemd/system").resolve(name), "[Service]\n" + service + "\n");
        host.execOk("systemctl", "daemon-reload");
    }
}
