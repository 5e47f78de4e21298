package io.smolotchi.release.architecture.planted.directions.store;

public record Place(String path) {}
