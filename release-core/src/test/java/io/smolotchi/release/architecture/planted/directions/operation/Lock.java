package io.smolotchi.release.architecture.planted.directions.operation;

public interface Lock {}
