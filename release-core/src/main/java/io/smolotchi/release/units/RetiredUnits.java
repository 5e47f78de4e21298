package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import java.util.List;

/** Units under names of earlier days, which go when their successors come. */
final class RetiredUnits {

    private RetiredUnits() {}

    static List<String> paths(Application application) {
        String successor = application.unitPrefix() + "ai-worker.service";
        return application.units().install().contains(successor)
                ? List.of(UnitPaths.unit(application.unitPrefix() + "ai.service"))
                : List.of();
    }
}
