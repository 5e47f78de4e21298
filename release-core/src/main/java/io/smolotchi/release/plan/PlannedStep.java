package io.smolotchi.release.plan;

/**
 * @param name of the step, as in events
 * @param does what it does, for people
 */
public record PlannedStep(String name, String does) {}
