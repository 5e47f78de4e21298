/**
 * The systemd units of a release: what is installed for it and why, how two sets differ, what a release may ask for, and the writing of it. Only this
 * package writes below {@code /etc}.
 */
@NullMarked
package io.smolotchi.release.units;

import org.jspecify.annotations.NullMarked;
