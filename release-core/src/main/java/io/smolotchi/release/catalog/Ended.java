package io.smolotchi.release.catalog;

import java.time.Instant;

/** When and how an operation ended. */
public record Ended(Instant at, Outcome outcome) {}
