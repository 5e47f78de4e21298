package io.smolotchi.release.state;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.StateLevel;
import java.util.List;
import java.util.Optional;

/**
 * What an activation has to do about the application's databases, as its journal keeps it.
 *
 * @param directory the state directory, absolute, as seen on the machine
 * @param files databases, as paths below it
 * @param of the release that has written them; empty when none is known
 * @param position that is left; empty when nothing was installed
 * @param level what they ask of a release before
 * @param restore the operation whose copies they are made again from
 * @param changes whether, by what the two releases declare, the new one changes their schema
 */
public record StateWork(
        String directory,
        List<String> files,
        Optional<Version> of,
        Optional<OperationId> position,
        StateLevel level,
        Optional<OperationId> restore,
        boolean changes) {

    public StateWork {
        files = List.copyOf(files);
    }
}
