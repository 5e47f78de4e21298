package io.smolotchi.release.health;

import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.systemd.UnitState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The runs of units that must not be taken for the new ones.
 *
 * @param before invocation of each unit before it was started; "" when it had none
 */
public record Baseline(Map<UnitName, String> before) {

    public Baseline {
        before = Map.copyOf(before);
    }

    /** @param states as they were before the units were stopped; systemd forgets a run when it unloads the unit */
    public static Baseline of(Collection<UnitState> states) {
        Map<UnitName, String> before = new LinkedHashMap<>();
        states.forEach(state -> before.put(state.name(), state.invocation()));
        return new Baseline(before);
    }

    /** Only the runs that the other one does not know: those that a start in between began. */
    public Baseline without(Baseline other) {
        Map<UnitName, String> rest = new LinkedHashMap<>(before);
        rest.entrySet().removeAll(other.before().entrySet());
        return new Baseline(rest);
    }

    /** When the start lies before this process: any run will do, as long as it stays the same. */
    public static Baseline unknown() {
        return new Baseline(Map.of());
    }
}
