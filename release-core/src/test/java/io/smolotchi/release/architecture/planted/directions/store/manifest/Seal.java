package io.smolotchi.release.architecture.planted.directions.store.manifest;

/** Known by the class that is planted in the room below. */
public final class Seal {}
