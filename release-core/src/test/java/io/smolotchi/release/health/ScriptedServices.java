package io.smolotchi.release.health;

import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.systemd.TransientService;
import io.smolotchi.release.systemd.TransientTimer;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A systemd whose units do at each instant what the test says. */
final class ScriptedServices implements ServiceManager {

    private final ManualTicker ticker;
    private final Map<UnitName, Function<Duration, State>> scripts = new HashMap<>();
    private Function<Duration, String> systemState = _ -> "running";
    private Function<Duration, Boolean> reachable = _ -> true;

    ScriptedServices(ManualTicker ticker) {
        this.ticker = ticker;
    }

    /** @param script the state at a time since the ticker began */
    void script(String unit, Function<Duration, State> script) {
        scripts.put(UnitName.of(unit), script);
    }

    void systemState(Function<Duration, String> state) {
        systemState = state;
    }

    void reachable(Function<Duration, Boolean> when) {
        reachable = when;
    }

    @Override
    public boolean running() {
        return true;
    }

    @Override
    public UnitState state(UnitName unit) {
        Function<Duration, State> script = scripts.get(unit);
        return script == null
                ? UnitState.neverRan(unit, "")
                : script.apply(ticker.passed()).of(unit);
    }

    @Override
    public Map<UnitName, UnitState> states(Collection<UnitName> units) {
        if (!reachable.apply(ticker.passed())) {
            throw new ServiceManagerException("cannot read the state: because systemd did not answer");
        }
        Map<UnitName, UnitState> states = new LinkedHashMap<>();
        units.forEach(unit -> states.put(unit, state(unit)));
        return states;
    }

    @Override
    public String systemState() {
        return systemState.apply(ticker.passed());
    }

    @Override
    public void daemonReload() {}

    @Override
    public Map<UnitName, String> start(Collection<UnitName> units, Duration timeout) {
        return Map.of();
    }

    @Override
    public Map<UnitName, String> stop(Collection<UnitName> units, Duration timeout) {
        return Map.of();
    }

    @Override
    public void resetFailed(Collection<UnitName> units) {}

    @Override
    public void enable(Collection<UnitName> units) {}

    @Override
    public void disable(Collection<UnitName> units) {}

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
    public void close() {}
}
