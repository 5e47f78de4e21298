package io.smolotchi.release.activation;

import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.systemd.TransientService;
import io.smolotchi.release.systemd.TransientTimer;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A systemd of which the test says how its units behave, and that remembers what it was asked. */
final class ModelSystemd implements ServiceManager {

    /** What becomes of a unit that is started: the result of the job, and the state of the unit after it. */
    record Start(String result, String active, String unitResult) {
        static final Start WELL = new Start("done", "active", "success");
        static final Start FAILS = new Start("failed", "failed", "exit-code");
        static final Start CRASHES = new Start("done", "failed", "exit-code");
    }

    final List<String> calls = new ArrayList<>();
    private final Map<UnitName, UnitState> states = new HashMap<>();
    private final Set<UnitName> stubborn = new HashSet<>();
    private final Set<UnitName> stale = new HashSet<>();
    private Function<UnitName, Start> starts = _ -> Start.WELL;
    private Function<String, Boolean> answers = _ -> true;
    private int runs;

    /** Active and enabled, as after an earlier activation. */
    void runs(String unit) {
        put(UnitName.of(unit), "active", "success", run());
    }

    /** @param how asked at each start */
    void starts(Function<UnitName, Start> how) {
        starts = how;
    }

    /** @param which calls, by their name, are answered */
    void answers(Function<String, Boolean> which) {
        answers = which;
    }

    void doesNotStop(String unit) {
        stubborn.add(UnitName.of(unit));
    }

    void needsReload(String unit) {
        stale.add(UnitName.of(unit));
    }

    private String run() {
        return "%032x".formatted(++runs);
    }

    private void put(UnitName unit, String active, String result, String invocation) {
        states.put(
                unit,
                new UnitState(
                        unit,
                        "loaded",
                        active,
                        active.equals("active") ? "running" : "dead",
                        result,
                        active.equals("active") ? 100 + runs : 0,
                        0,
                        invocation,
                        Optional.empty(),
                        Optional.empty(),
                        "enabled",
                        stale.contains(unit),
                        "",
                        0,
                        "simple",
                        Duration.ZERO));
    }

    private void asked(String call, Collection<UnitName> units) {
        calls.add((call + " "
                        + String.join(" ", units.stream().map(UnitName::value).toList()))
                .strip());
        if (!answers.apply(call)) {
            throw new ServiceManagerException("cannot " + call + ": because systemd did not answer");
        }
    }

    @Override
    public boolean running() {
        return true;
    }

    @Override
    public UnitState state(UnitName unit) {
        return states.getOrDefault(unit, UnitState.neverRan(unit, "enabled"));
    }

    @Override
    public Map<UnitName, UnitState> states(Collection<UnitName> units) {
        if (!answers.apply("states")) {
            throw new ServiceManagerException("cannot read the state: because systemd did not answer");
        }
        Map<UnitName, UnitState> all = new LinkedHashMap<>();
        units.forEach(unit -> all.put(unit, state(unit)));
        return all;
    }

    @Override
    public void daemonReload() {
        asked("reload", List.of());
    }

    @Override
    public Map<UnitName, String> start(Collection<UnitName> units, Duration timeout) {
        asked("start", units);
        Map<UnitName, String> results = new LinkedHashMap<>();
        for (UnitName unit : units) {
            Start start = state(unit).isActive() ? Start.WELL : starts.apply(unit);
            if (!state(unit).isActive()) {
                put(unit, start.active(), start.unitResult(), run());
            }
            results.put(unit, start.result());
        }
        return results;
    }

    @Override
    public Map<UnitName, String> stop(Collection<UnitName> units, Duration timeout) {
        asked("stop", units);
        Map<UnitName, String> results = new LinkedHashMap<>();
        for (UnitName unit : units) {
            boolean stuck = stubborn.contains(unit) && state(unit).isActive();
            if (!stuck && states.containsKey(unit)) {
                put(unit, "inactive", "success", state(unit).invocation());
            }
            results.put(unit, stuck ? "timeout" : "done");
        }
        return results;
    }

    @Override
    public void resetFailed(Collection<UnitName> units) {
        asked("reset", units);
    }

    @Override
    public void enable(Collection<UnitName> units) {
        asked("enable", units);
    }

    @Override
    public void disable(Collection<UnitName> units) {
        asked("disable", units);
    }

    @Override
    public String fileState(UnitName unit) {
        return "enabled";
    }

    @Override
    public List<UnitName> activeDependents(UnitName unit) {
        return List.of();
    }

    @Override
    public boolean hasProcesses(UnitName unit) {
        return false;
    }

    @Override
    public void startTransient(TransientService service) {}

    @Override
    public void startTransientTimer(TransientTimer timer) {}

    @Override
    public String systemState() {
        return "running";
    }

    @Override
    public void close() {}
}
