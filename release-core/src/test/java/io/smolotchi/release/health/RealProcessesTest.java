package io.smolotchi.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.health.Verdict.Healthy;
import io.smolotchi.release.health.Verdict.Unhealthy;
import io.smolotchi.release.systemd.UnitName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Verdicts over processes that really run and really answer: seconds to begin a window of one and a half. */
class RealProcessesTest {

    private static final String WEB = "smolotchi-web.service";
    private static final String ME = System.getProperty("user.name");

    private final int port = freePort();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Verdict watch(Supervised application, int deadline) {
        ScriptedServices services = new ScriptedServices(new ManualTicker());
        services.script(WEB, _ -> application.state());
        Application.Check.Http check = new Application.Check.Http("web", "http://127.0.0.1:" + port + "/", 200, 399);
        Probe probe = new HttpProbe(check, Duration.ofMillis(500), new PortHolders(ME));
        Application.Health timing = new Application.Health(
                Duration.ofMillis(100),
                Duration.ofSeconds(deadline),
                Duration.ofMillis(1500),
                Duration.ofSeconds(5),
                List.of());
        return new HealthWatch(services, Ticker.system())
                .watch(
                        new HealthWatch.Subject(
                                List.of(UnitName.of(WEB)), List.of(), List.of(probe), Baseline.unknown()),
                        timing,
                        () -> false,
                        _ -> {});
    }

    private Unhealthy unhealthy(Supervised application) {
        return assertThat(watch(application, 2))
                .asInstanceOf(InstanceOfAssertFactories.type(Unhealthy.class))
                .actual();
    }

    private void listens() {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
        throw new AssertionError("nobody listens on " + port);
    }

    @Test
    void a_server_that_needs_a_second_to_listen_is_healthy() {
        try (Supervised slow = Supervised.server(port, 1, "200", 0, 0)) {
            assertThat(watch(slow, 30)).isInstanceOf(Healthy.class);
        }
    }

    @Test
    void a_server_that_listens_after_its_deadline_is_not() {
        try (Supervised late = Supervised.server(port, 60, "200", 0, 0)) {
            assertThat(unhealthy(late).cause()).startsWith("connection refused");
        }
    }

    @Test
    void a_server_that_ends_just_before_its_window_does_is_not() {
        try (Supervised crashing = Supervised.server(port, 0, "200", 0, 1.2)) {
            listens();
            Unhealthy verdict = unhealthy(crashing);
            assertThat(verdict.check()).isEqualTo(WEB);
            assertThat(verdict.blame()).isEqualTo(Blame.RELEASE);
            assertThat(verdict.transcript()).anyMatch(line -> line.endsWith("web green: HTTP 200"));
        }
    }

    @Test
    void a_server_that_hangs_is_not() {
        try (Supervised hanging = Supervised.server(port, 0, "200", 30, 0)) {
            listens();
            assertThat(unhealthy(hanging).check()).isEqualTo("web");
        }
    }

    @Test
    void a_server_that_answers_500_is_not() {
        try (Supervised failing = Supervised.server(port, 0, "500", 0, 0)) {
            listens();
            assertThat(unhealthy(failing).cause()).isEqualTo("HTTP 500 (not well within 2 s)");
        }
    }

    @Test
    void a_server_that_is_well_every_other_moment_is_not() {
        try (Supervised flapping = Supervised.server(port, 0, "flap", 0, 0)) {
            listens();
            assertThat(unhealthy(flapping).cause()).contains("HTTP 500", "and well ");
        }
    }

    @Test
    void a_process_from_before_that_answers_in_its_place_is_no_health_of_the_new_one() {
        try (Supervised old = Supervised.server(port, 0, "200", 0, 0)) {
            listens();
            Unhealthy verdict;
            try (Supervised waiting = Supervised.server(port, 0, "200", 0, 0)) {
                verdict = unhealthy(waiting);
            }
            assertThat(verdict.cause()).contains("HTTP 200, but from process " + old.pid() + " (python3)");
            assertThat(verdict.blame()).isEqualTo(Blame.HOST);
        }
    }
}
