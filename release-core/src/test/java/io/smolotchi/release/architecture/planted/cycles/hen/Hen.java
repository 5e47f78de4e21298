package io.smolotchi.release.architecture.planted.cycles.hen;

import io.smolotchi.release.architecture.planted.cycles.egg.Egg;

public record Hen(Egg from) {}
