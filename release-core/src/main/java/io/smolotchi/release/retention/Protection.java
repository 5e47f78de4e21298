package io.smolotchi.release.retention;

import io.smolotchi.release.catalog.Version;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must not be deleted because of the machine, as found just now; the history adds its own reasons.
 *
 * @param current what the link names; empty when nothing is installed
 * @param inActivation releases that an open activation leaves or reaches
 * @param byProcess releases that a live process uses, with the process
 * @param byUnit releases that an installed unit names, with the unit
 */
record Protection(
        Optional<Version> current,
        Set<Version> inActivation,
        Map<Version, String> byProcess,
        Map<Version, String> byUnit) {}
