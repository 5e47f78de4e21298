package io.smolotchi.release;

import io.smolotchi.release.catalog.Activation;
import java.util.List;

/**
 * One release, with everything that is known of it.
 *
 * @param bytesAlone that no other release holds: what deleting it alone would free
 * @param bytesShared what others hold too, by the measure of {@code bytesAlone}: that of the disk, not the sizes of the files
 * @param provenance lines "key: value", as recorded when it was staged
 * @param units the unit files that it would install, in order
 * @param activations that led to it or tried to, newest first
 */
public record ReleaseDetails(
        ReleaseSummary summary,
        long bytesAlone,
        long bytesShared,
        List<String> provenance,
        List<String> units,
        List<Activation> activations) {}
