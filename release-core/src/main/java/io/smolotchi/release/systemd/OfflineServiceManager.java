package io.smolotchi.release.systemd;

import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A root in which nothing runs: an image that is prepared, or a machine whose systemd is not up. Units are enabled and disabled by
 * {@code systemctl --root}; all of them are stopped, so stopping is done at once and starting is skipped, as a unit whose conditions are not met is.
 */
public final class OfflineServiceManager implements ServiceManager {

    private final Path root;
    private final Processes processes;

    public OfflineServiceManager(Path root, Processes processes) {
        this.root = root.toAbsolutePath().normalize();
        this.processes = processes;
    }

    @Override
    public boolean running() {
        return false;
    }

    @Override
    public UnitState state(UnitName unit) {
        return UnitState.neverRan(unit, fileState(unit));
    }

    @Override
    public Map<UnitName, UnitState> states(Collection<UnitName> units) {
        Map<UnitName, UnitState> states = new LinkedHashMap<>();
        units.forEach(unit -> states.put(unit, state(unit)));
        return states;
    }

    /** Nothing is loaded, so nothing is stale. */
    @Override
    public void daemonReload() {}

    @Override
    public Map<UnitName, String> start(Collection<UnitName> units, Duration timeout) {
        return all(units, "skipped");
    }

    @Override
    public Map<UnitName, String> stop(Collection<UnitName> units, Duration timeout) {
        return all(units, "done");
    }

    private static Map<UnitName, String> all(Collection<UnitName> units, String result) {
        Map<UnitName, String> results = new LinkedHashMap<>();
        units.forEach(unit -> results.put(unit, result));
        return results;
    }

    @Override
    public void resetFailed(Collection<UnitName> units) {}

    @Override
    public void enable(Collection<UnitName> units) {
        change("enable", units);
    }

    @Override
    public void disable(Collection<UnitName> units) {
        change("disable", units);
    }

    private void change(String verb, Collection<UnitName> units) {
        if (units.isEmpty()) {
            return;
        }
        Finished finished = systemctl(verb, units.stream().map(UnitName::value).toList());
        if (!finished.ok()) {
            throw new ServiceManagerException("cannot %s %s below %s: because systemctl says: %s"
                    .formatted(verb, units, root, finished.err().strip()));
        }
    }

    @Override
    public String fileState(UnitName unit) {
        Finished finished = systemctl("is-enabled", List.of(unit.value()));
        String state = finished.out().strip();
        return state.equals("not-found") ? "" : state;
    }

    private Finished systemctl(String verb, List<String> units) {
        List<String> words = new ArrayList<>(List.of("systemctl", "--root=" + root, verb, "--"));
        words.addAll(units);
        return processes.run(SystemTool.command(words));
    }

    @Override
    public List<UnitName> activeDependents(UnitName unit) {
        return List.of();
    }

    @Override
    public boolean hasProcesses(UnitName unit) {
        return false;
    }

    /** @throws IllegalStateException always: whoever asks must look at {@link #running()} first and carry out the work itself */
    @Override
    public void startTransient(TransientService service) {
        throw new IllegalStateException("nothing can be started below " + root + ": " + service.name());
    }

    /** @throws IllegalStateException always, as {@link #startTransient} does */
    @Override
    public void startTransientTimer(TransientTimer timer) {
        throw new IllegalStateException("nothing can be started below " + root + ": " + timer.name());
    }

    @Override
    public String systemState() {
        return "offline";
    }

    @Override
    public void close() {}
}
