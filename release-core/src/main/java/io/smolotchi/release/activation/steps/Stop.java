package io.smolotchi.release.activation.steps;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stops everything of the application: what could start it again first, then the services. Nothing of it may run across the exchange, because a running
 * process would import from the new release (measured; see the design).
 */
public final class Stop implements Step {

    private final ServiceManager systemd;

    public Stop(ServiceManager systemd) {
        this.systemd = systemd;
    }

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public String does(Goal goal) {
        return "stop timers and sockets, then the services, and wait until no process is left";
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        List<String> left = stopAll(intent, systemd, intent.formerly().health().stopTimeout());
        if (!left.isEmpty()) {
            throw new StepFailed(
                    Code.UNIT_WOULD_NOT_STOP, Blame.HOST, "still running after the stop: " + String.join(", ", left));
        }
    }

    /** Starts what ran before, the last act of an undo. */
    @Override
    public void undo(Intent intent, Progress progress) {
        List<UnitName> before = Stream.concat(intent.ranBefore().stream(), intent.dependents().stream())
                .filter(unit -> systemd.state(unit).exists())
                .toList();
        // A start that waits behind a stop that times out fails with it.
        List<UnitName> stopping = systemd.states(before).values().stream()
                .filter(state -> state.active().equals("deactivating"))
                .map(UnitState::name)
                .toList();
        systemd.stop(stopping, Start.AT_MOST);
        systemd.resetFailed(before);
        Map<UnitName, String> results =
                Start.inOrder(systemd, before, intent.oldUnits().startableLater(), _ -> false);
        results.forEach((unit, result) -> {
            if (!result.equals("done")) {
                progress.event(Event.Type.NOTE, name(), unit + ": start job ended as " + result);
            }
        });
    }

    /** Returns what is still up, each with its state. */
    static List<String> stopAll(Intent intent, ServiceManager systemd, Duration timeout) {
        for (boolean services : new boolean[] {false, true}) {
            systemd.stop(
                    intent.touched().stream()
                            .filter(unit -> unit.type().equals("service") == services)
                            .toList(),
                    timeout);
        }
        return stillUp(systemd, intent.touched());
    }

    private static List<String> stillUp(ServiceManager systemd, Collection<UnitName> units) {
        List<UnitState> there = systemd.states(units).values().stream()
                .filter(UnitState::exists)
                .toList();
        Set<UnitName> withProcesses =
                systemd.withProcesses(there.stream().map(UnitState::name).toList());
        return there.stream()
                .filter(state -> !state.isDown() || withProcesses.contains(state.name()))
                .map(Stop::words)
                .sorted()
                .toList();
    }

    private static String words(UnitState state) {
        return state.name() + " (" + state.active() + ", " + state.sub() + ")";
    }
}
