package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.UnitName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A machine and an application on it, and the watch over them: a second between samples, 60 s to begin a window of 10 s. */
final class WatchScene {

    final ManualTicker ticker = new ManualTicker();
    final ScriptedServices services = new ScriptedServices(ticker);
    final List<Sample> samples = new ArrayList<>();
    private final List<UnitName> required = new ArrayList<>();
    private final List<UnitName> optional = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();
    private final Map<UnitName, String> before = new HashMap<>();
    private BooleanSupplier cancelled = () -> false;

    static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /** Its state is the last one whose time has come. */
    WatchScene required(String unit, State first, Object... timesAndStates) {
        required.add(UnitName.of(unit));
        services.script(unit, steps(first, timesAndStates));
        return this;
    }

    WatchScene optional(String unit, State first, Object... timesAndStates) {
        optional.add(UnitName.of(unit));
        services.script(unit, steps(first, timesAndStates));
        return this;
    }

    private static Function<Duration, State> steps(State first, Object... timesAndStates) {
        return now -> {
            State state = first;
            for (int i = 0; i < timesAndStates.length; i += 2) {
                if (now.compareTo(seconds(((Number) timesAndStates[i]).doubleValue())) >= 0) {
                    state = (State) timesAndStates[i + 1];
                }
            }
            return state;
        };
    }

    WatchScene before(String unit, String invocation) {
        before.put(UnitName.of(unit), invocation);
        return this;
    }

    WatchScene web(Function<Duration, Probe.Answer> answer) {
        return web(answer, Duration.ZERO);
    }

    WatchScene web(Function<Duration, Probe.Answer> answer, Duration took) {
        return check("web", Application.Limits.NONE, answer, took);
    }

    /** A check of its own timing; times of 0 are not given. */
    WatchScene check(
            String name,
            double interval,
            double deadline,
            double steady,
            boolean optional,
            Function<Duration, Probe.Answer> answer) {
        Application.Limits limits = new Application.Limits(given(interval), given(deadline), given(steady), optional);
        return check(name, limits, answer, Duration.ZERO);
    }

    private static Optional<Duration> given(double time) {
        return time == 0 ? Optional.empty() : Optional.of(seconds(time));
    }

    private WatchScene check(
            String name, Application.Limits limits, Function<Duration, Probe.Answer> answer, Duration took) {
        probes.add(new Probe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Application.Limits limits() {
                return limits;
            }

            @Override
            public Answer ask() {
                Answer now = answer.apply(ticker.passed());
                ticker.pass(took);
                return now;
            }
        });
        return this;
    }

    static Probe.Answer ok() {
        return new Probe.Answer(true, "HTTP 200");
    }

    static Probe.Answer error() {
        return new Probe.Answer(false, "HTTP 500");
    }

    WatchScene cancelledAt(double time) {
        cancelled = () -> ticker.passed().compareTo(seconds(time)) >= 0;
        return this;
    }

    Verdict watch() {
        return new HealthWatch(services, ticker)
                .watch(
                        new HealthWatch.Subject(required, optional, probes, new Baseline(before)),
                        new Application.Health(seconds(1), seconds(60), seconds(10), seconds(90), List.of()),
                        cancelled,
                        samples::add);
    }
}
