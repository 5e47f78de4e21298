package io.smolotchi.release.activation.steps;

import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.units.UnitInstallation;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes every file of both directions as temporary files, synced, so that the exchange is renames only and a full disk stops neither direction; and does
 * what else can be done while the application still runs.
 */
public final class Prepare implements Step {

    private final Function<Intent, UnitInstallation> units;
    private final CurrentLink link;
    private final Directories directories;

    public Prepare(Function<Intent, UnitInstallation> units, CurrentLink link, Directories directories) {
        this.units = units;
        this.link = link;
        this.directories = directories;
    }

    @Override
    public String name() {
        return "prepare";
    }

    @Override
    public String does(Goal goal) {
        return goal == Goal.NOTHING
                ? "write what an undo would need beside the units and the link, and sync it"
                : "write the new units and the new link beside the old ones, and sync them";
    }

    @Override
    public void apply(Intent intent, Progress progress) {
        units.apply(intent).prepare();
        link.prepare(Stream.of(intent.to(), intent.from())
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        directories.ahead(intent);
    }

    @Override
    public void undo(Intent intent, Progress progress) {
        units.apply(intent).discard();
        link.discardPrepared();
    }
}
