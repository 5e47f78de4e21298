package io.smolotchi.release.faults;

import java.util.List;

/**
 * What one try showed.
 *
 * @param what the fault, and where
 * @param hit whether the fault happened where it should
 * @param violations a sentence each
 */
record Trial(String what, boolean hit, List<String> violations) {

    boolean good() {
        return hit && violations.isEmpty();
    }

    @Override
    public String toString() {
        return what + (hit ? "" : ": NOT HIT") + (violations.isEmpty() ? "" : ": " + String.join("\n    ", violations));
    }
}
