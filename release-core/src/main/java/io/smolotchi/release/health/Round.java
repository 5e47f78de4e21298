package io.smolotchi.release.health;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.health.Sample.Colour;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at everything once, units first: what a probe saw counts only if the run that our start began was there. */
final class Round {

    /** What keeps a round from being green. */
    record Trouble(String check, String detail, Blame blame, boolean certain) {}

    private static final String SYSTEMD = "systemd";

    private final ServiceManager services;
    private final List<UnitWatch> units;
    private final List<Probe> probes;
    private final Supplier<Duration> elapsed;
    private final SampleListener listener;
    private final Map<UnitName, String> warnings = new LinkedHashMap<>();

    Round(ServiceManager services, HealthWatch.Subject subject, Supplier<Duration> elapsed, SampleListener listener) {
        this.services = services;
        this.elapsed = elapsed;
        this.listener = listener;
        units = new ArrayList<>();
        subject.required().forEach(unit -> units.add(watch(subject, unit, true)));
        subject.optional().forEach(unit -> units.add(watch(subject, unit, false)));
        probes = subject.probes();
    }

    private static UnitWatch watch(HealthWatch.Subject subject, UnitName unit, boolean required) {
        return new UnitWatch(unit, required, subject.baseline().before().getOrDefault(unit, ""));
    }

    /** The longest of a required unit. */
    Duration restartDelay() {
        return units.stream()
                .filter(UnitWatch::required)
                .map(UnitWatch::restartDelay)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** What was wrong with optional units when they were last looked at. */
    List<String> warnings() {
        return List.copyOf(warnings.values());
    }

    /** The worst trouble seen; empty when everything required is green. */
    Optional<Trouble> take() {
        List<Trouble> troubles = new ArrayList<>();
        lookAtUnits(troubles);
        Optional<Trouble> certain = troubles.stream().filter(Trouble::certain).findFirst();
        if (certain.isPresent()) {
            return certain;
        }
        probes.forEach(probe -> ask(probe, troubles));
        return troubles.stream().findFirst();
    }

    private void lookAtUnits(List<Trouble> troubles) {
        Duration at = elapsed.get();
        Map<UnitName, UnitState> states;
        try {
            states = services.states(units.stream().map(UnitWatch::unit).toList());
        } catch (ServiceManagerException e) {
            // The bus may be restarting: that is no verdict on anything, and it may pass.
            String detail = String.valueOf(e.getMessage());
            listener.sample(
                    new Sample(SYSTEMD, at, true, Colour.RED, elapsed.get().minus(at), detail));
            troubles.add(new Trouble(SYSTEMD, detail, Blame.HOST, false));
            return;
        }
        Duration took = elapsed.get().minus(at);
        for (UnitWatch watch : units) {
            UnitState state = states.getOrDefault(watch.unit(), UnitState.neverRan(watch.unit(), ""));
            judge(watch, watch.look(state), at, took, troubles);
        }
    }

    private void judge(UnitWatch watch, UnitWatch.Look look, Duration at, Duration took, List<Trouble> troubles) {
        String name = watch.unit().value();
        listener.sample(new Sample(name, at, watch.required(), look.colour(), took, look.detail()));
        if (watch.required()) {
            if (look.colour() != Colour.GREEN) {
                troubles.add(new Trouble(name, look.detail(), look.blame(), look.colour() == Colour.DEAD));
            }
        } else if (look.colour() == Colour.GREEN) {
            warnings.remove(watch.unit());
        } else {
            warnings.put(watch.unit(), name + ": " + look.detail());
        }
    }

    private void ask(Probe probe, List<Trouble> troubles) {
        Duration at = elapsed.get();
        Probe.Answer answer;
        Blame blame = Blame.RELEASE;
        try {
            answer = probe.ask();
        } catch (UncheckedIOException e) {
            // The tool that asks can't be started, which nobody can hold against the release.
            answer = new Probe.Answer(false, "cannot ask: " + e.getMessage());
            blame = Blame.HOST;
        }
        Colour colour = answer.green() ? Colour.GREEN : Colour.RED;
        listener.sample(new Sample(probe.name(), at, true, colour, elapsed.get().minus(at), answer.detail()));
        if (!answer.green()) {
            troubles.add(new Trouble(probe.name(), answer.detail(), blame, false));
        }
    }
}
