/**
 * What the operator and the release say in {@code release.yaml}: one validated record each, unknown keys refused with their line, all errors at once.
 */
@NullMarked
package io.smolotchi.release.descriptor;

import org.jspecify.annotations.NullMarked;
