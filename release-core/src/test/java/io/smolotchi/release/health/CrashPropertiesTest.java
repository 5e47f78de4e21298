package io.smolotchi.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CrashPropertiesTest {

    private static final String CORE = "smolotchi-core.service";

    /** Whenever it crashes before the window is over, and however long systemd waits before it starts it again. */
    @Property(tries = 500)
    void no_crash_within_the_window_is_called_healthy(
            @ForAll @IntRange(max = 9_999) int crashMillis, @ForAll @IntRange(min = 1, max = 20_000) int delayMillis) {
        Duration delay = Duration.ofMillis(delayMillis);
        State well = State.running().restartDelay(delay);
        State again = well.restarts(1).mainPid(43).invocation("3".repeat(32));
        Verdict verdict = new WatchScene()
                .required(
                        CORE,
                        well,
                        crashMillis / 1000.0,
                        well.is("activating", "auto-restart").mainPid(0).result("exit-code"),
                        (crashMillis + delayMillis) / 1000.0,
                        again)
                .watch();
        assertThat(verdict).isInstanceOf(Verdict.Unhealthy.class);
    }

    /** A loop that is well for a while each time: its first crash comes within a window that knows the restart delay. */
    @Property(tries = 300)
    void no_crash_loop_is_called_healthy(
            @ForAll @IntRange(min = 1, max = 9) int upSeconds, @ForAll @IntRange(min = 1, max = 10) int delaySeconds) {
        State well = State.running().restartDelay(Duration.ofSeconds(delaySeconds));
        WatchScene scene = new WatchScene().required(CORE, well);
        scene.services.script(CORE, now -> {
            long cycle = (long) upSeconds + delaySeconds;
            int crashes = (int) (now.toSeconds() / cycle);
            boolean up = now.toSeconds() % cycle < upSeconds;
            State run = well.restarts(crashes).mainPid(100 + crashes).invocation("%032x".formatted(crashes + 2));
            return up ? run : run.is("activating", "auto-restart").mainPid(0);
        });
        assertThat(scene.watch()).isInstanceOf(Verdict.Unhealthy.class);
    }
}
