package io.smolotchi.release.systemd;

import java.time.Duration;

/**
 * A timer that exists until it is stopped. It starts its service again and again: for the first time {@code interval} after it was made, then {@code
 * interval} after each end of the service.
 *
 * @param service its name is the timer's, but for the type
 */
public record TransientTimer(UnitName name, Duration interval, TransientService service) {}
