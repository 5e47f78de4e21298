package io.smolotchi.release.architecture.planted.directions;

public interface TheFrontDoor {}
