package io.smolotchi.release.architecture.planted.cycles.egg;

import io.smolotchi.release.architecture.planted.cycles.hen.Hen;

public interface Egg {
    Hen layer();
}
