/**
 * Whether the new processes serve: checks and probes, sampled on a monotonic clock through a steady window.
 */
@NullMarked
package io.smolotchi.release.health;

import org.jspecify.annotations.NullMarked;
