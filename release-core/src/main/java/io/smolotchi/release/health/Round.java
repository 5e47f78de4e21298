package io.smolotchi.release.health;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.health.Sample.Colour;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at what is due, units first: what a probe saw counts only if the run that our start began was there. */
final class Round {

    /** What keeps a check from being green. */
    record Trouble(String check, String detail, Blame blame, boolean certain) {}

    private record Asked(Probe probe, Track track) {}

    private static final String SYSTEMD = "systemd";

    private final ServiceManager services;
    private final List<UnitWatch> units;
    private final Track unitsTrack;
    private final List<Asked> probes;
    private final Duration steady;
    private final Supplier<Duration> elapsed;
    private final SampleListener listener;
    private final Map<String, String> warnings = new LinkedHashMap<>();
    private Collection<UnitState> states = List.of();

    Round(
            ServiceManager services,
            HealthWatch.Subject subject,
            Application.Health timing,
            Supplier<Duration> elapsed,
            SampleListener listener) {
        this.services = services;
        this.elapsed = elapsed;
        this.listener = listener;
        steady = timing.steady();
        units = new ArrayList<>();
        subject.required().forEach(unit -> units.add(watch(subject, unit, true)));
        subject.optional().forEach(unit -> units.add(watch(subject, unit, false)));
        unitsTrack = new Track(true, timing.interval(), timing.deadline(), this::window);
        probes = subject.probes().stream()
                .map(probe -> new Asked(probe, track(probe.limits(), timing)))
                .toList();
    }

    private static UnitWatch watch(HealthWatch.Subject subject, UnitName unit, boolean required) {
        return new UnitWatch(unit, required, subject.baseline().before().getOrDefault(unit, ""));
    }

    private static Track track(Application.Limits limits, Application.Health timing) {
        Duration window = limits.steady(timing);
        return new Track(!limits.optional(), limits.interval(timing), limits.deadline(timing), () -> window);
    }

    /** Never shorter than it takes a crash to show: the process ends, systemd waits, the next one ends. */
    private Duration window() {
        Duration crash = units.stream()
                .filter(UnitWatch::required)
                .map(UnitWatch::restartDelay)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .multipliedBy(2)
                .plusSeconds(1);
        return steady.compareTo(crash) >= 0 ? steady : crash;
    }

    private Stream<Track> tracks() {
        return Stream.concat(Stream.of(unitsTrack), probes.stream().map(Asked::track));
    }

    /** What was wrong with optional units and checks when they were last looked at. */
    List<String> warnings() {
        return List.copyOf(warnings.values());
    }

    /** Whether everything required is green now, and each has been so through its own window. */
    boolean steady() {
        return tracks().allMatch(Track::isSteady);
    }

    /** The first check whose window did not begin by its deadline. */
    Optional<Trouble> late(Duration now) {
        return tracks().flatMap(track -> track.late(now).stream()).findFirst();
    }

    /** When the next look is due, since the watch began. */
    Duration due() {
        return Duration.ofNanos(tracks().mapToLong(Track::due).min().orElse(0));
    }

    /** Returns the trouble that no waiting will cure. */
    Optional<Trouble> take() {
        Duration started = elapsed.get();
        List<Trouble> troubles = new ArrayList<>();
        lookAtUnits(troubles);
        unitsTrack.saw(troubles.stream().findFirst(), started, elapsed.get());
        Optional<Trouble> certain = troubles.stream().filter(Trouble::certain).findFirst();
        if (certain.isPresent()) {
            listener.roundEnded();
            return certain;
        }
        Optional<Trouble> first = troubles.stream().findFirst();
        for (Asked asked : probes) {
            if (asked.track().isDue(started)) {
                ask(asked, first);
            } else {
                first.ifPresent(asked.track()::lose);
            }
        }
        listener.roundEnded();
        return Optional.empty();
    }

    private void lookAtUnits(List<Trouble> troubles) {
        Duration at = elapsed.get();
        Map<UnitName, UnitState> found;
        try {
            found = services.states(units.stream().map(UnitWatch::unit).toList());
        } catch (ServiceManagerException e) {
            // The bus may be restarting: that is no verdict on anything, and it may pass.
            String detail = String.valueOf(e.getMessage());
            listener.sample(
                    new Sample(SYSTEMD, at, true, Colour.RED, elapsed.get().minus(at), detail));
            troubles.add(new Trouble(SYSTEMD, detail, Blame.HOST, false));
            return;
        }
        states = found.values();
        Duration took = elapsed.get().minus(at);
        for (UnitWatch watch : units) {
            UnitState state = found.getOrDefault(watch.unit(), UnitState.neverRan(watch.unit(), ""));
            judge(watch, watch.look(state), at, took, troubles);
        }
    }

    private void judge(UnitWatch watch, UnitWatch.Look look, Duration at, Duration took, List<Trouble> troubles) {
        String name = watch.unit().value();
        listener.sample(new Sample(name, at, watch.required(), look.colour(), took, look.detail()));
        if (!watch.required()) {
            warn(name, look.colour(), look.detail());
        } else if (look.colour() != Colour.GREEN) {
            troubles.add(new Trouble(name, look.detail(), look.blame(), look.colour() == Colour.DEAD));
        }
    }

    private void warn(String name, Colour colour, String detail) {
        if (colour == Colour.GREEN) {
            warnings.remove(name);
        } else {
            warnings.put(name, name + ": " + detail);
        }
    }

    private void ask(Asked asked, Optional<Trouble> ofUnits) {
        Probe probe = asked.probe();
        boolean required = !probe.limits().optional();
        Duration at = elapsed.get();
        Probe.Answer answer;
        Blame blame = Blame.RELEASE;
        try {
            answer = probe.ask();
            Optional<String> stranger = answer.green() ? probe.stranger(states) : Optional.empty();
            if (stranger.isPresent()) {
                answer = new Probe.Answer(false, answer.detail() + ", but from " + stranger.get());
                blame = Blame.HOST;
            }
        } catch (UncheckedIOException e) {
            // The tool that asks can't be started, which nobody can hold against the release.
            answer = new Probe.Answer(false, "cannot ask: " + e.getMessage());
            blame = Blame.HOST;
        }
        Duration ended = elapsed.get();
        Colour colour = answer.green() ? Colour.GREEN : Colour.RED;
        listener.sample(new Sample(probe.name(), at, required, colour, ended.minus(at), answer.detail()));
        if (!required) {
            warn(probe.name(), colour, answer.detail());
        }
        Optional<Trouble> own = answer.green()
                ? Optional.empty()
                : Optional.of(new Trouble(probe.name(), answer.detail(), blame, false));
        // Whoever answered while the units were not well was not what we started.
        asked.track().saw(own.or(() -> ofUnits), at, ended);
    }
}
