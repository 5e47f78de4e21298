package io.smolotchi.release.health;

import static io.smolotchi.release.health.State.failed;
import static io.smolotchi.release.health.State.inactive;
import static io.smolotchi.release.health.State.running;
import static io.smolotchi.release.health.State.starting;
import static io.smolotchi.release.health.State.waitingTimer;
import static io.smolotchi.release.health.WatchScene.error;
import static io.smolotchi.release.health.WatchScene.ok;
import static io.smolotchi.release.health.WatchScene.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.health.Verdict.Healthy;
import io.smolotchi.release.health.Verdict.Interrupted;
import io.smolotchi.release.health.Verdict.Unhealthy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HealthWatchTest {

    private static final String CORE = "smolotchi-core.service";
    private static final String DISPLAY = "smolotchi-display.service";

    private final WatchScene scene = new WatchScene();

    private Unhealthy unhealthy() {
        return assertThat(scene.watch())
                .asInstanceOf(InstanceOfAssertFactories.type(Unhealthy.class))
                .actual();
    }

    private Healthy healthy() {
        return assertThat(scene.watch())
                .asInstanceOf(InstanceOfAssertFactories.type(Healthy.class))
                .actual();
    }

    @Nested
    class Well {

        @Test
        void is_what_stays_green_through_the_window() {
            scene.required(CORE, running())
                    .required("smolotchi-prune.timer", waitingTimer())
                    .web(_ -> ok());
            Healthy healthy = healthy();
            assertThat(scene.ticker.passed()).isEqualTo(seconds(10));
            assertThat(healthy.warnings()).isEmpty();
            assertThat(healthy.transcript())
                    .contains(
                            "+0.0 s smolotchi-core.service green: active (running), main process 42",
                            "+0.0 s web green: HTTP 200",
                            "+10.0 s web green still, 11 samples");
        }

        @Test
        void is_a_slow_start_that_comes_to_its_end() {
            scene.required(CORE, starting(), 40, running()).web(now -> now.toSeconds() < 45 ? error() : ok());
            healthy();
            assertThat(scene.ticker.passed()).isBetween(seconds(55), seconds(56));
        }

        @Test
        void is_a_window_that_began_just_before_the_deadline() {
            scene.required(CORE, starting(), 59, running());
            healthy();
            assertThat(scene.ticker.passed()).isEqualTo(seconds(69));
        }

        @Test
        void is_a_web_that_was_well_again_for_a_whole_window() {
            scene.required(CORE, running()).web(now -> now.toSeconds() == 5 ? error() : ok());
            healthy();
            assertThat(scene.ticker.passed()).isEqualTo(seconds(16));
        }

        @Test
        void is_a_oneshot_that_ended_well_even_if_systemd_forgot_it() {
            scene.required(
                    "smolotchi-migrate.service",
                    starting().type("oneshot"),
                    3,
                    inactive().type("oneshot").invocation(""));
            healthy();
            assertThat(scene.ticker.passed()).isEqualTo(seconds(13));
        }

        @Test
        void is_an_application_whose_optional_unit_fails_for_ever() {
            scene.required(CORE, running())
                    .optional(DISPLAY, failed("exit-code").restarts(5));
            assertThat(healthy().warnings()).containsExactly("smolotchi-display.service: failed (failed, exit-code 3)");
        }

        @Test
        void takes_a_window_of_twice_the_restart_delay_and_a_second() {
            scene.required(CORE, running().restartDelay(seconds(10)));
            healthy();
            assertThat(scene.ticker.passed()).isEqualTo(seconds(21));
        }

        @Test
        void does_not_wait_for_the_restart_delay_of_an_optional_unit() {
            scene.required(CORE, running()).optional(DISPLAY, running().restartDelay(Duration.ofHours(1)));
            healthy();
            assertThat(scene.ticker.passed()).isEqualTo(seconds(10));
        }

        @Test
        void is_still_found_when_the_bus_was_away_for_a_while() {
            scene.required(CORE, running());
            scene.services.reachable(now -> now.toSeconds() < 3 || now.toSeconds() > 6);
            healthy();
            assertThat(scene.ticker.passed()).isEqualTo(seconds(17));
        }

        @Test
        void slow_probes_do_not_shorten_the_window() {
            scene.required(CORE, running()).web(_ -> ok(), seconds(4));
            healthy();
            assertThat(scene.ticker.passed()).isBetween(seconds(14), seconds(22));
        }
    }

    @Nested
    class Ill {

        @Test
        void is_a_failed_unit_at_once() {
            scene.required(CORE, running(), 2, failed("exit-code"));
            Unhealthy verdict = unhealthy();
            assertThat(verdict.check()).isEqualTo(CORE);
            assertThat(verdict.cause()).isEqualTo("failed (failed, exit-code 3)");
            assertThat(verdict.blame()).isEqualTo(Blame.RELEASE);
            assertThat(scene.ticker.passed()).isEqualTo(seconds(2));
        }

        @Test
        void is_a_crash_one_second_before_the_window_ends() {
            scene.required(CORE, running(), 9, running().restarts(1).mainPid(43).invocation("3".repeat(32)))
                    .web(_ -> ok());
            assertThat(unhealthy().cause()).contains("restarts since its start: 1");
        }

        @Test
        void is_a_crash_loop_that_is_active_whenever_it_is_looked_at() {
            scene.required(CORE, running().restarts(3));
            assertThat(unhealthy().cause()).contains("restarts since its start: 3");
            assertThat(scene.ticker.passed()).isZero();
        }

        @Test
        void is_a_process_that_ended_before_systemd_counted_its_restart() {
            scene.required(
                    CORE,
                    running(),
                    4,
                    running().is("activating", "auto-restart").mainPid(0));
            assertThat(unhealthy().cause()).contains("about to be restarted");
        }

        @Test
        void is_a_service_that_ends_without_an_error() {
            scene.required(CORE, running(), 3, inactive());
            assertThat(unhealthy().cause()).isEqualTo("inactive (dead): it ended");
        }

        @Test
        void is_a_service_that_ended_before_it_was_looked_at() {
            scene.required(CORE, inactive()).before(CORE, State.OLD_RUN);
            unhealthy();
            assertThat(scene.ticker.passed()).isZero();
        }

        @Test
        void is_a_unit_that_somebody_started_anew() {
            scene.required(CORE, running(), 3, running().mainPid(43).invocation("3".repeat(32)));
            assertThat(unhealthy().cause()).contains("started anew");
        }

        @Test
        void is_a_replaced_main_process() {
            scene.required(CORE, running(), 3, running().mainPid(43));
            assertThat(unhealthy().cause()).contains("its main process was 42 before");
        }

        @Test
        void is_the_old_run_that_still_answers() {
            scene.required(CORE, running().invocation(State.OLD_RUN))
                    .before(CORE, State.OLD_RUN)
                    .web(_ -> ok());
            Unhealthy verdict = unhealthy();
            assertThat(verdict.check()).isEqualTo(CORE);
            assertThat(verdict.cause()).contains("still the run from before", "not well within 60 s");
        }

        @Test
        void is_a_web_that_answers_500() {
            scene.required(CORE, running()).web(_ -> error());
            Unhealthy verdict = unhealthy();
            assertThat(verdict.check()).isEqualTo("web");
            assertThat(verdict.cause()).isEqualTo("HTTP 500 (not well within 60 s)");
            assertThat(scene.ticker.passed()).isEqualTo(seconds(60));
        }

        @Test
        void is_a_web_that_hangs() {
            scene.required(CORE, running()).web(_ -> new Probe.Answer(false, "no answer within 5 s"), seconds(5));
            assertThat(unhealthy().cause()).startsWith("no answer within 5 s");
            assertThat(scene.ticker.passed()).isBetween(seconds(60), seconds(65));
        }

        @Test
        void is_a_web_that_flaps() {
            scene.required(CORE, running()).web(now -> now.toSeconds() % 4 == 3 ? error() : ok());
            assertThat(unhealthy().cause()).contains("and well 15 times for less than 10 s");
            assertThat(scene.ticker.passed()).isBetween(seconds(60), seconds(64));
        }

        @Test
        void is_a_start_that_does_not_come_to_its_end() {
            scene.required(CORE, starting());
            assertThat(unhealthy().cause()).isEqualTo("activating (start) (not well within 60 s)");
        }

        @Test
        void is_a_timer_that_stops() {
            scene.required(
                    "smolotchi-prune.timer", waitingTimer(), 2, waitingTimer().is("inactive", "dead"));
            assertThat(unhealthy().cause()).contains("it ended");
        }

        @Test
        void is_a_oneshot_that_fails() {
            scene.required(
                    "smolotchi-migrate.service",
                    starting().type("oneshot"),
                    2,
                    failed("timeout").type("oneshot"));
            assertThat(unhealthy().cause()).isEqualTo("failed (failed, timeout)");
        }

        @Test
        void is_a_unit_that_is_not_there() {
            scene.required(CORE, inactive().load("not-found"));
            assertThat(unhealthy().cause()).isEqualTo("there is no such unit");
        }
    }

    @Nested
    class Not_the_release {

        @Test
        void is_to_blame_when_systemd_does_not_answer() {
            scene.required(CORE, running());
            scene.services.reachable(_ -> false);
            Unhealthy verdict = unhealthy();
            assertThat(verdict.blame()).isEqualTo(Blame.HOST);
            assertThat(verdict.check()).isEqualTo("systemd");
        }

        @Test
        void is_to_blame_when_a_unit_is_masked() {
            scene.required(CORE, inactive().load("masked"));
            assertThat(unhealthy().blame()).isEqualTo(Blame.HOST);
        }

        @Test
        void is_to_blame_when_a_check_can_not_be_run() {
            scene.required(CORE, running()).web(_ -> {
                throw new UncheckedIOException(new IOException("no systemd-run"));
            });
            assertThat(unhealthy().blame()).isEqualTo(Blame.HOST);
        }

        @Test
        void is_judged_while_the_machine_is_being_shut_down() {
            scene.required(CORE, running(), 4, inactive());
            scene.services.systemState(now -> now.toSeconds() < 4 ? "running" : "stopping");
            assertThat(scene.watch())
                    .asInstanceOf(InstanceOfAssertFactories.type(Interrupted.class))
                    .extracting(Interrupted::by)
                    .isEqualTo(Interrupted.By.SHUTDOWN);
        }

        @Test
        void is_judged_after_the_operator_cancelled() {
            scene.required(CORE, running()).cancelledAt(5);
            assertThat(scene.watch())
                    .asInstanceOf(InstanceOfAssertFactories.type(Interrupted.class))
                    .extracting(Interrupted::by)
                    .isEqualTo(Interrupted.By.OPERATOR);
            assertThat(scene.ticker.passed()).isEqualTo(seconds(5));
        }
    }

    @Nested
    class A_check_with_limits_of_its_own {

        private List<Double> times(String check) {
            return scene.samples.stream()
                    .filter(sample -> sample.check().equals(check))
                    .map(sample -> sample.after().toMillis() / 1000.0)
                    .toList();
        }

        @Test
        void is_asked_at_its_own_interval() {
            scene.required(CORE, running())
                    .check("often", 0.5, 0, 0, false, _ -> ok())
                    .check("seldom", 4, 0, 0, false, _ -> ok());
            healthy();
            assertThat(times("often")).hasSize(21).contains(0.5, 9.5, 10.0);
            assertThat(times("seldom")).containsExactly(0.0, 4.0, 8.0, 10.0);
            assertThat(scene.ticker.passed()).isEqualTo(seconds(10));
        }

        @Test
        void is_asked_at_most_ten_times_a_second() {
            scene.required(CORE, running()).check("frantic", 0.001, 0, 0, false, _ -> ok());
            healthy();
            assertThat(times("frantic")).hasSize(101);
        }

        @Test
        void fails_at_its_own_deadline() {
            scene.required(CORE, running()).web(_ -> ok()).check("queue", 0, 20, 0, false, _ -> error());
            Unhealthy verdict = unhealthy();
            assertThat(verdict.check()).isEqualTo("queue");
            assertThat(verdict.cause()).isEqualTo("HTTP 500 (not well within 20 s)");
            assertThat(scene.ticker.passed()).isEqualTo(seconds(20));
        }

        @Test
        void may_take_longer_than_the_others() {
            scene.required(CORE, running())
                    .check("index", 0, 120, 0, false, now -> now.toSeconds() < 100 ? error() : ok());
            healthy();
            assertThat(scene.ticker.passed()).isEqualTo(seconds(110));
        }

        @Test
        void has_to_stay_green_for_its_own_window() {
            scene.required(CORE, running())
                    .check("memory", 0, 0, 30, false, now -> now.toSeconds() == 29 ? error() : ok());
            healthy();
            assertThat(scene.ticker.passed()).isEqualTo(seconds(60));
        }

        @Test
        void does_not_shorten_the_window_of_the_units() {
            scene.required(CORE, running(), 9, running().restarts(1)).check("quick", 0, 0, 1, false, _ -> ok());
            assertThat(unhealthy().check()).isEqualTo(CORE);
        }

        @Test
        void is_watched_until_the_last_window_is_over() {
            scene.required(CORE, running())
                    .check("long", 0, 0, 30, false, _ -> ok())
                    .check("first", 0, 0, 2, false, now -> now.toSeconds() < 25 ? ok() : error());
            assertThat(unhealthy().check()).isEqualTo("first");
        }

        @Test
        void that_is_optional_is_reported_only() {
            scene.required(CORE, running()).check("mqtt", 0, 5, 0, true, _ -> error());
            assertThat(healthy().warnings()).containsExactly("mqtt: HTTP 500");
            assertThat(scene.ticker.passed()).isEqualTo(seconds(10));
        }

        @Test
        void that_is_optional_and_well_again_is_not_reported() {
            scene.required(CORE, running()).check("mqtt", 0, 5, 0, true, now -> now.toSeconds() < 6 ? error() : ok());
            assertThat(healthy().warnings()).isEmpty();
        }
    }

    @Test
    void an_answer_counts_only_while_the_new_run_is_there() {
        scene.required(CORE, running().invocation(State.OLD_RUN), 15, running())
                .before(CORE, State.OLD_RUN)
                .check("web", 0, 0, 20, false, _ -> ok());
        healthy();
        assertThat(scene.ticker.passed()).isEqualTo(seconds(35));
    }

    @Test
    void every_sample_is_told() {
        scene.required(CORE, running()).optional(DISPLAY, failed("exit-code")).web(_ -> ok());
        healthy();
        assertThat(scene.samples).hasSize(33);
        assertThat(scene.samples).filteredOn(sample -> !sample.required()).allSatisfy(sample -> {
            assertThat(sample.check()).isEqualTo(DISPLAY);
            assertThat(sample.colour()).isEqualTo(Sample.Colour.DEAD);
        });
    }
}
