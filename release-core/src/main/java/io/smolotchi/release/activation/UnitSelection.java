package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import io.smolotchi.release.units.UnitDiff;
import io.smolotchi.release.units.UnitSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which units an activation stops, starts, enables and retires: a pure function of both sets and of what systemd says of them. Units that are in both
 * sets keep the administrator's choice: disabled and masked stay so.
 *
 * @param stop running units of either set, timers and sockets first
 * @param start services first
 * @param enable units that are new, and enabled ones whose {@code [Install]} section changed
 * @param retire units that the new set no longer has
 * @param untouched running units of both sets that are left alone
 */
record UnitSelection(
        Map<UnitName, Intent.Before> before,
        List<UnitName> stop,
        List<UnitName> start,
        List<UnitName> enable,
        List<UnitName> retire,
        List<UnitName> untouched) {

    private static final Comparator<UnitName> SERVICES_FIRST = Comparator.<UnitName, Boolean>comparing(
                    unit -> !unit.type().equals("service"))
            .thenComparing(UnitName::value);

    /** @param states of every unit of either set */
    static UnitSelection of(UnitSet oldSet, UnitSet newSet, Map<UnitName, UnitState> states) {
        List<UnitName> oldUnits = oldSet.units();
        List<UnitName> newUnits = newSet.units();
        List<UnitName> startable = newSet.started();
        List<UnitName> installedAnew = UnitDiff.between(oldSet, newSet).reenabled();
        Map<UnitName, Intent.Before> before = new TreeMap<>();
        Set<UnitName> all = new LinkedHashSet<>(oldUnits);
        all.addAll(newUnits);
        for (UnitName unit : all) {
            UnitState state = states.get(unit);
            before.put(unit, state == null ? new Intent.Before(false, "") : before(state));
        }
        List<UnitName> start = new ArrayList<>();
        List<UnitName> enable = new ArrayList<>();
        for (UnitName unit : newUnits) {
            Intent.Before was = Optional.ofNullable(states.get(unit))
                    .map(UnitSelection::before)
                    .orElse(new Intent.Before(false, ""));
            boolean isNew = !oldUnits.contains(unit);
            if (oldSet.masked(unit) || was.fileState().startsWith("masked") || !startable.contains(unit)) {
                continue;
            }
            // Disabled stays so; what could not be enabled before is nobody's choice.
            boolean anew = installedAnew.contains(unit)
                    && (was.fileState().startsWith("enabled") || was.fileState().equals("static"));
            if (isNew || anew) {
                enable.add(unit);
            }
            boolean wanted = isNew || anew || was.fileState().startsWith("enabled");
            if (wanted || was.active()) {
                start.add(unit);
            }
        }
        List<UnitName> stop = before.entrySet().stream()
                .filter(entry -> entry.getValue().active())
                .map(Map.Entry::getKey)
                .sorted(SERVICES_FIRST.reversed())
                .toList();
        return new UnitSelection(
                before,
                stop,
                start.stream().sorted(SERVICES_FIRST).toList(),
                enable.stream().sorted().toList(),
                oldUnits.stream()
                        .filter(unit -> !newUnits.contains(unit))
                        .sorted()
                        .toList(),
                List.of());
    }

    /**
     * The same where the code stays what it is: only what changes is stopped and started, and what systemd would stop with it.
     *
     * @param dependents running units that stop when the unit does
     */
    UnitSelection sparing(UnitDiff diff, Function<UnitName, List<UnitName>> dependents) {
        Set<UnitName> touched = new LinkedHashSet<>();
        Deque<UnitName> todo = new ArrayDeque<>(diff.restarted());
        todo.addAll(diff.added());
        todo.addAll(diff.removed());
        while (!todo.isEmpty()) {
            UnitName unit = todo.remove();
            if (touched.add(unit)) {
                todo.addAll(dependents.apply(unit));
                // A socket is not opened again while its service runs.
                triggered(unit).filter(before::containsKey).ifPresent(todo::add);
            }
        }
        List<UnitName> spared =
                stop.stream().filter(unit -> !touched.contains(unit)).sorted().toList();
        return new UnitSelection(
                before,
                stop.stream().filter(touched::contains).toList(),
                start.stream().filter(unit -> !spared.contains(unit)).toList(),
                enable,
                retire,
                spared);
    }

    private static Optional<UnitName> triggered(UnitName unit) {
        String stem = unit.value().substring(0, unit.value().lastIndexOf('.'));
        return unit.type().equals("socket") ? Optional.of(UnitName.of(stem + ".service")) : Optional.empty();
    }

    private static Intent.Before before(UnitState state) {
        return new Intent.Before(state.exists() && !state.isDown(), state.fileState(), run(state));
    }

    private static Optional<String> run(UnitState state) {
        return Optional.of(state.invocation()).filter(run -> !run.isEmpty());
    }
}
