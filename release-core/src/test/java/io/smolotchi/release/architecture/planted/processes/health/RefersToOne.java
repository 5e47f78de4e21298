package io.smolotchi.release.architecture.planted.processes.health;

import java.util.List;
import java.util.function.Function;

final class RefersToOne {
    Function<List<String>, ProcessBuilder> start() {
        return ProcessBuilder::new;
    }
}
