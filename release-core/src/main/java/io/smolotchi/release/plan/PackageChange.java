package io.smolotchi.release.plan;

/**
 * A package of the venv.
 *
 * @param before its version; empty when it was not there
 * @param after its version; empty when it is no longer there
 */
public record PackageChange(String name, String before, String after) {}
