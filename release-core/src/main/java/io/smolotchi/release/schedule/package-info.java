/**
 * The timer that prunes: its two units, and switching them on and off. A room of its own, because it needs units and systemd, which retention does not.
 */
@NullMarked
package io.smolotchi.release.schedule;

import org.jspecify.annotations.NullMarked;
