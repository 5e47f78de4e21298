package io.smolotchi.release.architecture.planted.directions.activation.steps;

public interface Step {}
