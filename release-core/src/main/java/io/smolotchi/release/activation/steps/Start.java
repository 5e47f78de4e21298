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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Starts the services of the new release, optional ones last, then its timers and sockets. */
public final class Start implements Step {

    public static final String NAME = "start";

    /** Longer than any start timeout that a unit may reasonably set; the units' own timeouts come first. */
    static final Duration AT_MOST = Duration.ofMinutes(5);

    /** Ends of a start job that say nothing about the unit: another one that it needs, a mask, somebody who cancelled it. */
    private static final Set<String> HOST_SAID_NO = Set.of("dependency", "canceled", "unit-masked", "no-such-unit");

    private final ServiceManager systemd;

    public Start(ServiceManager systemd) {
        this.systemd = systemd;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String does(Goal goal) {
        return "start the services, optional ones last, then timers and sockets";
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        // An earlier crash loop, be it of another release, has used up the start limit.
        systemd.resetFailed(intent.allUnits());
        Map<UnitName, String> results = inOrder(
                systemd,
                intent.toBeActive(),
                intent.newUnits().startableLater(),
                unit -> !intent.optional().contains(unit));
        Map<UnitName, String> failed = new LinkedHashMap<>();
        results.forEach((unit, result) -> {
            if (result.equals("done")) {
                return;
            }
            if (intent.optional().contains(unit)) {
                progress.event(Event.Type.NOTE, name(), unit + " is optional and did not start (" + result + ")");
            } else {
                failed.put(unit, result);
            }
        });
        if (!failed.isEmpty()) {
            throw new StepFailed(Code.UNIT_FAILED, blame(failed), "did not start: " + words(failed));
        }
        inOrder(systemd, intent.dependents(), Set.of(), _ -> false).forEach((unit, result) -> {
            if (!result.equals("done")) {
                progress.event(
                        Event.Type.NOTE, name(), unit + " was stopped with ours and did not start (" + result + ")");
            }
        });
    }

    /** The release, when at least one of its units failed by itself. */
    private Blame blame(Map<UnitName, String> failed) {
        Map<UnitName, UnitState> states = systemd.states(failed.keySet());
        boolean byItself = failed.entrySet().stream()
                .anyMatch(entry -> !HOST_SAID_NO.contains(entry.getValue())
                        && !Objects.requireNonNull(states.get(entry.getKey()))
                                .result()
                                .equals("resources"));
        return byItself ? Blame.RELEASE : Blame.HOST;
    }

    private static String words(Map<UnitName, String> failed) {
        return failed.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
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

    /**
     * Services, then timers and sockets.
     *
     * @param later services that are started after the others, so that they don't compete for the processor while nobody is served
     * @param fatal a failure of one of these leaves those whose turn has not come alone
     */
    static Map<UnitName, String> inOrder(
            ServiceManager systemd, Collection<UnitName> units, Set<UnitName> later, Predicate<UnitName> fatal) {
        Predicate<UnitName> service = unit -> unit.type().equals("service");
        List<Predicate<UnitName>> turns =
                List.of(service.and(unit -> !later.contains(unit)), service.and(later::contains), service.negate());
        Map<UnitName, String> results = new LinkedHashMap<>();
        for (Predicate<UnitName> turn : turns) {
            List<UnitName> some = units.stream().filter(turn).toList();
            if (!some.isEmpty()) {
                results.putAll(systemd.start(some, AT_MOST));
            }
            if (results.entrySet().stream()
                    .anyMatch(result -> !result.getValue().equals("done") && fatal.test(result.getKey()))) {
                break;
            }
        }
        return results;
    }
}
