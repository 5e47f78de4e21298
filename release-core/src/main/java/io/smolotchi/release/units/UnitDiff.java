package io.smolotchi.release.units;

import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.systemd.UnitName;
import java.util.List;

/**
 * How two sets differ.
 *
 * @param changes file by file, sorted by path
 * @param added units that only the new set has: enabled, and started
 * @param removed units that only the old set has: stopped, disabled, and retired
 * @param restarted units in both that have to be restarted, since they changed in something that matters at run time
 * @param reenabled units in both whose {@code [Install]} section changed
 * @param daemonReload whether systemd has to read its units again
 */
public record UnitDiff(
        List<UnitChange> changes,
        List<UnitName> added,
        List<UnitName> removed,
        List<UnitName> restarted,
        List<UnitName> reenabled,
        boolean daemonReload) {

    public static UnitDiff between(UnitSet before, UnitSet after) {
        throw new UnsupportedOperationException(before + " " + after);
    }

    public boolean nothing() {
        return changes.isEmpty();
    }
}
