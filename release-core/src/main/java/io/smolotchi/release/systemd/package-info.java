/**
 * Talks to systemd: over D-Bus where it runs, through its offline tools below another root. Nothing here knows what a release is.
 */
@NullMarked
package io.smolotchi.release.systemd;

import org.jspecify.annotations.NullMarked;
