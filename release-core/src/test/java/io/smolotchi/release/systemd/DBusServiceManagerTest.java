package io.smolotchi.release.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithTestHost
class DBusServiceManagerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final UnitName NONE = UnitName.of("smolo-none.service");

    private final HostUnits units;
    private final TestHost host;
    private final ServiceManager services;

    DBusServiceManagerTest(TestHost host) {
        this.host = host;
        units = new HostUnits(host);
        services = new DBusServiceManager(host.dbusAddress());
    }

    @BeforeEach
    void fresh() {
        services.daemonReload();
    }

    @AfterEach
    void close() {
        services.close();
        host.exec("sh", "-c", "systemctl stop 'smolo-*'; systemctl reset-failed");
    }

    private UnitName sleeper(String name, String... lines) {
        UnitName unit = units.service(name, "exec sleep 1000", lines);
        services.daemonReload();
        return unit;
    }

    @Test
    void a_unit_is_started_and_stopped() {
        UnitName core = sleeper("smolo-core.service", "RestartSec=3", "Type=exec");
        assertThat(services.state(core)).satisfies(state -> {
            assertThat(state.exists()).isTrue();
            assertThat(state.isDown()).isTrue();
            assertThat(state.serviceType()).isEqualTo("exec");
            assertThat(state.restartDelay()).isEqualTo(Duration.ofSeconds(3));
        });
        Instant before = Instant.now().minusSeconds(1);
        assertThat(services.start(List.of(core), LIMIT)).containsExactly(entry(core, "done"));
        UnitState running = services.state(core);
        assertThat(running.isActive()).isTrue();
        assertThat(running.mainPid()).isPositive();
        assertThat(running.restarts()).isZero();
        assertThat(running.invocation()).matches("[0-9a-f]{32}");
        assertThat(running.activeSince())
                .hasValueSatisfying(since -> assertThat(since).isBetween(before, Instant.now()));
        assertThat(running.controlGroup()).isEqualTo("/system.slice/smolo-core.service");
        assertThat(running.fileState()).isEqualTo("disabled");
        assertThat(services.hasProcesses(core)).isTrue();
        assertThat(services.stop(List.of(core), LIMIT)).containsExactly(entry(core, "done"));
        assertThat(services.state(core).isDown()).isTrue();
        assertThat(services.hasProcesses(core)).isFalse();
    }

    @Test
    void many_are_started_in_one_go_and_each_has_its_result() {
        UnitName good = sleeper("smolo-good.service");
        UnitName crash = units.service("smolo-crash.service", "exit 3");
        UnitName failing = units.service("smolo-failing.service", "exit 3", "Type=oneshot");
        UnitName needy = units.write(
                "smolo-needy.service",
                "[Unit]",
                "Requires=smolo-failing.service",
                "After=smolo-failing.service",
                "[Service]",
                "ExecStart=/bin/sleep 1000");
        UnitName broken = units.write("smolo-broken.service", "[Service]", "Restart=always");
        UnitName timer = units.write("smolo-good.timer", "[Timer]", "OnCalendar=yearly");
        services.daemonReload();
        assertThat(services.start(List.of(good, crash, failing, needy, broken, timer, NONE), LIMIT))
                .containsOnly(
                        entry(good, "done"),
                        // Its process ends at once, and that the job is done says nothing about it.
                        entry(crash, "done"),
                        entry(failing, "failed"),
                        entry(needy, "dependency"),
                        entry(broken, "bad-unit-setting"),
                        entry(timer, "done"),
                        entry(NONE, "no-such-unit"));
        assertThat(services.states(List.of(timer, failing, broken, NONE)).values())
                .extracting(UnitState::load, UnitState::active, UnitState::result, UnitState::execMainStatus)
                .containsExactly(
                        tuple("loaded", "active", "success", 0),
                        tuple("loaded", "failed", "exit-code", 3),
                        tuple("bad-setting", "inactive", "success", 0),
                        tuple("not-found", "inactive", "success", 0));
    }

    @Test
    void stopping_what_is_not_there_is_done() {
        assertThat(services.stop(List.of(NONE), LIMIT)).containsExactly(entry(NONE, "done"));
    }

    @Test
    void a_job_that_takes_longer_is_left_to_itself() {
        UnitName slow = units.service("smolo-slow.service", "sleep 2", "Type=oneshot", "RemainAfterExit=yes");
        services.daemonReload();
        assertThat(services.start(List.of(slow), Duration.ZERO)).containsExactly(entry(slow, "timeout"));
        assertThat(services.state(slow).active()).isEqualTo("activating");
        assertThat(services.start(List.of(slow), LIMIT)).containsExactly(entry(slow, "done"));
        assertThat(services.state(slow).isActive()).isTrue();
    }

    @Test
    void restarts_and_start_limit_are_seen_and_forgotten_again() throws InterruptedException {
        UnitName loop = units.service("smolo-loop.service", "exit 3", "Restart=always", "RestartSec=100ms");
        services.daemonReload();
        services.start(List.of(loop), LIMIT);
        for (int i = 0; i < 100 && !services.state(loop).isFailed(); i++) {
            Thread.sleep(100);
        }
        assertThat(services.state(loop)).satisfies(state -> {
            assertThat(state.restarts()).isPositive();
            assertThat(state.execMainStatus()).isEqualTo(3);
        });
        assertThat(services.start(List.of(loop), LIMIT)).containsExactly(entry(loop, "failed"));
        services.resetFailed(List.of(loop, NONE));
        assertThat(services.state(loop).isFailed()).isFalse();
        sleeper("smolo-loop.service", "Restart=always");
        assertThat(services.start(List.of(loop), LIMIT)).containsExactly(entry(loop, "done"));
        assertThat(services.state(loop).restarts()).isZero();
    }

    @Test
    void a_changed_file_wants_a_reload() {
        UnitName core = sleeper("smolo-stale.service");
        services.start(List.of(core), LIMIT);
        host.execOk("touch", "-d", "+2 seconds", "/etc/systemd/system/smolo-stale.service");
        assertThat(services.state(core).needDaemonReload()).isTrue();
        services.daemonReload();
        assertThat(services.state(core).needDaemonReload()).isFalse();
    }

    @Test
    void units_are_enabled_by_their_install_sections() {
        UnitName core = sleeper("smolo-enabled.service");
        UnitName fixed = units.write("smolo-static.service", "[Service]", "ExecStart=/bin/true");
        services.enable(List.of(core, fixed));
        assertThat(services.fileState(core)).isEqualTo("enabled");
        assertThat(services.fileState(fixed)).isEqualTo("static");
        assertThat(services.fileState(NONE)).isEmpty();
        services.disable(List.of(NONE, core, fixed));
        assertThat(services.fileState(core)).isEqualTo("disabled");
        assertThatExceptionOfType(ServiceManagerException.class)
                .isThrownBy(() -> services.enable(List.of(NONE)))
                .withMessageContaining("does not exist");
    }

    @Test
    void links_to_a_unit_whose_file_is_gone_are_removed() {
        UnitName gone = sleeper("smolo-gone.service");
        services.enable(List.of(gone));
        host.execOk("rm", "/etc/systemd/system/smolo-gone.service");
        services.disable(List.of(gone));
        assertThat(host.exec("ls", "/etc/systemd/system/multi-user.target.wants")
                        .stdout())
                .doesNotContain("smolo-gone");
    }

    @Test
    void what_a_stop_would_pull_down_is_known() {
        UnitName core = sleeper("smolo-base.service");
        UnitName user = units.write(
                "smolo-user.service",
                "[Unit]",
                "Requires=smolo-base.service",
                "[Service]",
                "ExecStart=/bin/sleep 1000");
        UnitName part = units.write(
                "smolo-part.service", "[Unit]", "PartOf=smolo-base.service", "[Service]", "ExecStart=/bin/sleep 1000");
        units.write(
                "smolo-idle.service", "[Unit]", "BindsTo=smolo-base.service", "[Service]", "ExecStart=/bin/sleep 1000");
        services.daemonReload();
        services.start(List.of(core, user, part), LIMIT);
        assertThat(services.activeDependents(core)).containsExactlyInAnyOrder(user, part);
        services.stop(List.of(core), LIMIT);
        assertThat(services.activeDependents(core)).isEmpty();
        assertThat(services.state(user).isDown()).isTrue();
    }

    @Test
    void processes_that_outlive_a_stop_are_seen() {
        UnitName stray = units.service(
                "smolo-stray.service",
                "sleep 1000 & touch /run/smolo-stray; exec sleep 1000",
                "KillMode=process",
                "ExecStartPost=/bin/sh -c \"until test -e /run/smolo-stray; do sleep 0.1; done\"");
        services.daemonReload();
        services.start(List.of(stray), LIMIT);
        services.stop(List.of(stray), LIMIT);
        assertThat(services.state(stray).isDown()).isTrue();
        assertThat(services.hasProcesses(stray)).isTrue();
        host.execOk("systemctl", "kill", "--kill-whom=all", "smolo-stray.service");
    }

    @Test
    void a_transient_service_runs_and_is_gone_afterwards() throws InterruptedException {
        UnitName run = UnitName.of("smolo-run-1.service");
        TransientService service = new TransientService(
                run,
                "An operation; \"quoted\"",
                List.of(
                        "/bin/sh",
                        "-c",
                        "echo \"$ONE and $TWO $1\" > /run/smolo-out; sleep 1; exit 4",
                        "sh",
                        "50% of $ONE"),
                List.of("/bin/sh", "-c", "echo \"$SERVICE_RESULT $TWO\" > /run/smolo-post"),
                LIMIT,
                Map.of("ONE", "a b\"c", "TWO", "ü"));
        services.startTransient(service);
        assertThat(services.state(run)).satisfies(state -> {
            assertThat(state.isActive()).isTrue();
            assertThat(state.serviceType()).isEqualTo("exec");
        });
        assertThatExceptionOfType(ServiceManagerException.class).isThrownBy(() -> services.startTransient(service));
        for (int i = 0; i < 50 && services.state(run).exists(); i++) {
            Thread.sleep(100);
        }
        assertThat(services.state(run).exists()).isFalse();
        assertThat(host.execOk("cat", "/run/smolo-out", "/run/smolo-post").stdout())
                .isEqualTo("a b\"c and ü 50% of $ONE\nexit-code ü\n");
        services.startTransient(service);
    }

    @Test
    void only_the_command_of_a_transient_service_is_told_to_end() {
        UnitName run = UnitName.of("smolo-run-2.service");
        services.startTransient(new TransientService(
                run,
                "Ends when its child is done",
                List.of(
                        "/bin/sh",
                        "-c",
                        "trap 'echo asked >> /run/smolo-told; touch /run/smolo-asked; wait' TERM;"
                                + " sh -c \"trap 'echo child >> /run/smolo-told' TERM; touch /run/smolo-child;"
                                + " until test -e /run/smolo-asked; do sleep 0.1; done\" & wait; exit 0"),
                List.of(),
                LIMIT,
                Map.of()));
        host.execOk("sh", "-c", "until test -e /run/smolo-child; do sleep 0.05; done");

        services.stop(List.of(run), LIMIT);

        assertThat(host.execOk("cat", "/run/smolo-told").stdout()).isEqualTo("asked\n");
    }

    @Test
    void a_transient_timer_starts_its_service_again_and_again_until_it_is_stopped() throws InterruptedException {
        UnitName timer = UnitName.of("smolo-again-7.timer");
        UnitName service = UnitName.of("smolo-again-7.service");
        services.startTransientTimer(new TransientTimer(
                timer,
                Duration.ofSeconds(1),
                new TransientService(
                        service,
                        "Again",
                        List.of("/bin/sh", "-c", "! ls /nowhere 2>/dev/null | grep -q . && echo x >> /run/smolo-again"),
                        List.of(),
                        LIMIT,
                        Map.of())));
        // It is read again, and must be the same afterwards.
        services.daemonReload();
        for (int i = 0;
                i < 100
                        && host.exec("grep", "-c", "x", "/run/smolo-again")
                                        .stdout()
                                        .compareTo("3")
                                < 0;
                i++) {
            Thread.sleep(100);
        }
        assertThat(host.execOk("cat", "/run/smolo-again").stdout()).startsWith("x\nx\nx\n");

        services.stop(List.of(timer), LIMIT);

        for (int i = 0; i < 50 && services.state(service).exists(); i++) {
            Thread.sleep(100);
        }
        assertThat(services.states(List.of(timer, service)).values()).noneMatch(UnitState::exists);
    }

    @Test
    void a_transient_service_whose_program_is_missing_is_a_failure() {
        UnitName run = UnitName.of("smolo-run-2.service");
        assertThatExceptionOfType(ServiceManagerException.class)
                .isThrownBy(() -> services.startTransient(new TransientService(
                        run, "", List.of("/nowhere"), List.of(), Duration.ofSeconds(90), Map.of())))
                .withMessageContaining("cannot start smolo-run-2.service");
    }

    @Test
    void a_restart_of_the_bus_in_the_middle_of_a_job_is_survived() {
        UnitName slow = units.service("smolo-bus.service", "sleep 6", "Type=oneshot", "RemainAfterExit=yes");
        services.daemonReload();
        CompletableFuture<Void> restart =
                CompletableFuture.runAsync(() -> host.execOk("sh", "-c", "sleep 1; systemctl restart dbus.service"));
        assertThat(services.start(List.of(slow), LIMIT)).containsExactly(entry(slow, "done"));
        restart.join();
        assertThat(services.state(slow).isActive()).isTrue();
    }

    @Test
    void systemd_may_re_execute_itself() {
        UnitName core = sleeper("smolo-reexec.service");
        host.execOk("systemctl", "daemon-reexec");
        assertThat(services.start(List.of(core), LIMIT)).containsExactly(entry(core, "done"));
        assertThat(services.stop(List.of(core), LIMIT)).containsExactly(entry(core, "done"));
    }

    @Test
    void a_job_that_can_not_be_cancelled_is_told_apart_from_a_failure() {
        UnitName stubborn = sleeper("smolo-stubborn.service", "ExecStop=/bin/sleep 5");
        services.start(List.of(stubborn), LIMIT);
        // As the jobs of a shutdown are.
        host.execOk("systemctl", "stop", "--no-block", "--job-mode=replace-irreversibly", stubborn.value());
        assertThatExceptionOfType(ShuttingDownException.class)
                .isThrownBy(() -> services.start(List.of(stubborn), LIMIT));
        host.execOk("systemctl", "kill", "--signal=KILL", stubborn.value());
    }

    @Test
    void systemd_says_how_it_is() {
        assertThat(services.systemState()).isIn("running", "degraded");
        assertThat(services.running()).isTrue();
    }

    @Test
    void several_threads_share_a_connection() {
        UnitName core = sleeper("smolo-shared.service");
        List<CompletableFuture<UnitState>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> services.state(core)));
        }
        assertThat(asked).allSatisfy(state -> assertThat(state.join().exists()).isTrue());
    }

    @Test
    void the_journal_has_what_a_unit_wrote() {
        UnitName talker = units.service("smolo-talker.service", "echo hello; echo trouble >&2; exec sleep 1000");
        services.daemonReload();
        Instant before = Instant.now().minusSeconds(2);
        services.start(List.of(talker), LIMIT);
        Journal journal = new Journal(new HostProcesses(host));
        String invocation = services.state(talker).invocation();
        assertThat(journal.ofInvocation(invocation, 50))
                .extracting(JournalLine::message)
                .contains("hello", "trouble")
                .anyMatch(message -> message.startsWith("Started smolo-talker.service"));
        assertThat(journal.since(talker, before, 50))
                .extracting(JournalLine::message)
                .contains("hello");
        assertThat(journal.since(talker, before, 1)).hasSize(1);
        assertThat(journal.since(talker, Instant.now().plusSeconds(60), 50)).isEmpty();
        assertThat(journal.ofInvocation("", 50)).isEmpty();
        assertThat(journal.since(NONE, before, 50)).isEmpty();
    }
}
