/**
 * The steps of an activation: one file each, with {@code apply} and {@code undo} side by side. Every step is idempotent in both directions and works from
 * what the open journal recorded, so that a recovery in another process can call it at any time.
 */
@NullMarked
package io.smolotchi.release.activation.steps;

import org.jspecify.annotations.NullMarked;
