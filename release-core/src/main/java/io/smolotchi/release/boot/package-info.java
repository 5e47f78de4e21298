/**
 * What brings an activation to its end when its manager can't: units of ours at boot, a timer while the machine is up, and the mark that keeps the
 * application down until its release is right again.
 */
@NullMarked
package io.smolotchi.release.boot;

import org.jspecify.annotations.NullMarked;
