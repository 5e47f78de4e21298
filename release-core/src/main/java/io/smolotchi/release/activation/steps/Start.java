package io.smolotchi.release.activation.steps;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.UnitName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts the services of the new release, then its timers and sockets. */
public final class Start implements Step {

    /** Longer than any start timeout that a unit may reasonably set; the units' own timeouts come first. */
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private final ServiceManager systemd;

    public Start(ServiceManager systemd) {
        this.systemd = systemd;
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String does() {
        return "start the services, then timers and sockets";
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        // An earlier crash loop, be it of another release, has used up the start limit.
        systemd.resetFailed(intent.allUnits());
        Map<UnitName, String> results = inOrder(systemd, intent.start());
        List<String> failed = new ArrayList<>();
        results.forEach((unit, result) -> {
            if (result.equals("done")) {
                return;
            }
            if (intent.optional().contains(unit)) {
                progress.event(Event.Type.NOTE, name(), unit + " is optional and did not start (" + result + ")");
            } else {
                failed.add(unit + " (" + result + ")");
            }
        });
        if (!failed.isEmpty()) {
            throw new StepFailed(Code.UNIT_FAILED, Blame.RELEASE, "did not start: " + String.join(", ", failed));
        }
        inOrder(systemd, intent.dependents());
    }

    @Override
    public void undo(Intent intent, Progress progress) {
        List<String> left =
                Stop.stopAll(intent, systemd, intent.application().health().stopTimeout());
        if (!left.isEmpty()) {
            throw new StepFailed(
                    Code.UNIT_WOULD_NOT_STOP, Blame.HOST, "still running after the stop: " + String.join(", ", left));
        }
    }

    static Map<UnitName, String> inOrder(ServiceManager systemd, Collection<UnitName> units) {
        Map<UnitName, String> results = new LinkedHashMap<>();
        for (boolean services : new boolean[] {true, false}) {
            List<UnitName> some = units.stream()
                    .filter(unit -> unit.type().equals("service") == services)
                    .toList();
            if (!some.isEmpty()) {
                results.putAll(systemd.start(some, AT_MOST));
            }
        }
        return results;
    }
}
