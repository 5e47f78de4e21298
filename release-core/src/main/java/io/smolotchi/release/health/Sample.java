package io.smolotchi.release.health;

import java.time.Duration;

/**
 * What one check saw at one instant.
 *
 * @param check name of the check, or of the unit
 * @param after since the watch began
 * @param required whether the verdict depends on it
 * @param took how long the check took
 * @param detail for people: "HTTP 200", "failed (exit-code), restarts 2"
 */
public record Sample(String check, Duration after, boolean required, Colour colour, Duration took, String detail) {

    public enum Colour {
        GREEN,
        /** Not yet, or not at this instant. */
        RED,
        /** It will not get well by waiting. */
        DEAD
    }
}
