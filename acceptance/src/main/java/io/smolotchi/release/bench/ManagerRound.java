package io.smolotchi.release.bench;

import io.smolotchi.release.Core;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Comes in by the front door, so that locks, catalog rows and events are part of what is timed. */
record ManagerRound(Manager manager, Path root, Core core) implements Contestant.Round {

    private static final Caller CALLER = new Caller("bench", Origin.CONSOLE, "");
    private static final Version BEFORE = Version.of("0");
    private static final Version FIRST = Version.of("1");
    private static final Version NEXT = Version.of("2");
    /** Short beside what is timed, and long beside what a look into the catalog costs. */
    private static final long LOOK_EVERY_MILLIS = 3;

    /** A release of one file is there before the clock starts, as on a machine that is in use. */
    void warmUp() throws IOException {
        Path tree = Files.createDirectories(root.resolve("before"));
        Files.writeString(tree.resolve("README"), "staged before the clock starts\n");
        carryOut(new Request.Stage(new Source.Local(tree.toString()), Optional.of(BEFORE)));
    }

    @Override
    public void run(Phase phase) {
        switch (phase) {
            case FIRST, INCREMENTAL -> {
                Trees trees = manager.trees();
                Path source = manager.archive() ? trees.archive(phase) : trees.tree(phase);
                carryOut(new Request.Stage(new Source.Local(source.toString()), Optional.of(version(phase))));
            }
            case VERIFY -> {
                if (!core.inquiries().verify(Optional.of(FIRST)).getFirst().intact()) {
                    throw new IllegalStateException("what was just staged does not verify");
                }
            }
            case DELETE -> carryOut(new Request.Prune(Optional.empty(), false));
        }
    }

    @Override
    public Path result(Phase phase) {
        return root.resolve("opt/smolotchi/releases").resolve(version(phase).value());
    }

    @Override
    public void close() {
        core.close();
    }

    private void carryOut(Request request) {
        OperationId id = core.changes().ask(request, CALLER, Optional.empty());
        Optional<Ended> ended = core.inquiries().operation(id).ended();
        while (ended.isEmpty()) {
            pause();
            ended = core.inquiries().operation(id).ended();
        }
        if (!(ended.get().outcome() instanceof Outcome.Done)) {
            throw new IllegalStateException(request + " ended: " + ended.get().outcome());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Version version(Phase phase) {
        return phase == Phase.INCREMENTAL ? NEXT : FIRST;
    }
}
