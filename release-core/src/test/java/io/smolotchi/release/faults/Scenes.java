package io.smolotchi.release.faults;

import io.smolotchi.release.OfflineMachine;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.state.AppDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the machines that faults happen on. */
final class Scenes {

    private final Path directory;
    private final Trees trees;
    private final ClassPath classPath;
    private final Map<String, Scene> made = new HashMap<>();

    /** Below {@code directory}, which must not be on a disk that is cut. */
    Scenes(Path directory, Trees trees, ClassPath classPath) {
        this.directory = directory;
        this.trees = trees;
        this.classPath = classPath;
    }

    Scene stage() throws IOException, InterruptedException {
        return made("stage", () -> {
            Path root = machine("stage", Trees.OLD);
            activated(root, Trees.OLD);
            Request request = stageRequest(Trees.NEW);
            return asked("stage", root, request, Trees.OLD);
        });
    }

    Scene firstActivation() throws IOException, InterruptedException {
        return made("firstActivation", () -> {
            Path root = machine("first-activation", Trees.OLD);
            return asked("first activation", root, Request.Activate.of(Version.of(Trees.OLD)), Trees.OLD);
        });
    }

    Scene activate() throws IOException, InterruptedException {
        return made("activate", () -> {
            Path root = machine("activate", Trees.OLD, Trees.NEW);
            activated(root, Trees.OLD);
            return asked("activate", root, Request.Activate.of(Version.of(Trees.NEW)), Trees.OLD, Trees.NEW);
        });
    }

    /** From the old one to another one than the new one. */
    Scene activate(String version) throws IOException, InterruptedException {
        return made("activate-" + version, () -> {
            Path root = machine("activate-" + version, Trees.OLD, version);
            activated(root, Trees.OLD);
            return asked("activate " + version, root, Request.Activate.of(Version.of(version)), Trees.OLD, version);
        });
    }

    Scene rollback() throws IOException, InterruptedException {
        return made("rollback", () -> {
            Path root = machine("rollback", Trees.OLD, Trees.NEW);
            activated(root, Trees.OLD, Trees.NEW);
            return asked("rollback", root, Request.Rollback.nearest(), Trees.OLD, Trees.NEW);
        });
    }

    /** From a release that has migrated the database, and was killed: what it wrote last is in the log alone. */
    Scene rollbackWithState() throws IOException, InterruptedException {
        return made("rollbackWithState", () -> {
            Path root = machine("rollback-with-state", Trees.OLD, Trees.MIGRATING);
            activated(root, Trees.OLD);
            AppDatabase events = AppDatabase.made(root.resolve("var/lib/smolotchi/events.db"));
            events.add("old");
            activated(root, Trees.MIGRATING);
            events.migrate();
            events.addAndBeKilled("new");
            Request request = new Request.Rollback(
                    Optional.empty(), Optional.empty(), Optional.empty(), false, true, Optional.empty());
            return asked("rollback with the state", root, request, Trees.OLD, Trees.MIGRATING);
        });
    }

    /** The link goes, and every unit: nothing but a journal knows then what was there. */
    Scene uninstall() throws IOException, InterruptedException {
        return made("uninstall", () -> {
            Path root = machine("uninstall", Trees.OLD);
            activated(root, Trees.OLD);
            return asked("uninstall", root, new Request.Uninstall(Optional.empty()), Trees.OLD);
        });
    }

    /** The link stays, and units change all the same. */
    Scene renderAgain() throws IOException, InterruptedException {
        return made("renderAgain", () -> {
            Path root = machine("render-again", Trees.OLD);
            activated(root, Trees.OLD);
            Request request = new Request.Activate(Version.of(Trees.OLD), false, Map.of("web-port", "8099"));
            return asked("the current release with other settings", root, request, Trees.OLD);
        });
    }

    /** The link goes, and the units run what lies in a directory. */
    Scene workingTree() throws IOException, InterruptedException {
        return made("workingTree", () -> {
            Path root = machine("working-tree", Trees.OLD);
            activated(root, Trees.OLD);
            Path tree = root.resolve("srv/smolotchi");
            Files.createDirectories(tree.getParent());
            Roots.run("cp", "-a", trees.source(Trees.NEW).toString(), tree.toString());
            Request request = new Request.Project(tree.toString(), Map.of(), Optional.empty());
            return asked("a working tree", root, request, Trees.OLD);
        });
    }

    Scene adopt() throws IOException, InterruptedException {
        return made("adopt", () -> asked("adopt", byHand("adopt"), new Request.Adopt(Optional.empty())));
    }

    Scene takeAdoptionBack() throws IOException, InterruptedException {
        return made("takeAdoptionBack", () -> {
            Path root = byHand("take-back");
            try (OfflineMachine machine = new OfflineMachine(root)) {
                Outcome outcome = machine.carryOut(new Request.Adopt(Optional.empty()));
                require(outcome.live(), "adopt: " + outcome);
            }
            Request request = new Request.Adopt(Optional.empty(), true);
            return asked("take an adoption back", root, request, Trees.OLD);
        });
    }

    /** A directory at current. */
    private Path byHand(String name) throws IOException, InterruptedException {
        Path root = machine(name);
        Path current = root.resolve("opt/smolotchi/current");
        Files.createDirectories(current.getParent());
        Roots.run("cp", "-a", trees.source(Trees.OLD).toString(), current.toString());
        return root;
    }

    /** Two releases go, which are taken out of sight together. */
    Scene prune() throws IOException, InterruptedException {
        return made("prune", () -> {
            Path root = machine("prune", Trees.ANCIENT, Trees.OLDEST, Trees.OLD, Trees.NEW);
            Path settings = Files.createDirectories(root.resolve("etc/smolotchi-release"));
            Files.writeString(
                    settings.resolve("release.yaml"), "retention:\n  keep: 1\n  minimum-age: 0s\n  keep-failed: 0\n");
            activated(root, Trees.ANCIENT, Trees.OLDEST, Trees.OLD, Trees.NEW);
            return asked("prune", root, new Request.Prune(Optional.empty(), false), Trees.OLD, Trees.NEW);
        });
    }

    /** Of a release whose bytes another one holds, but for a file that only has another mode: its bytes must not get lost. */
    Scene repair() throws IOException, InterruptedException {
        return made("repair", () -> {
            Path root = machine("repair", Trees.OLD, Trees.NEW);
            activated(root, Trees.OLD, Trees.NEW);
            Path tree = root.resolve("opt/smolotchi/releases/" + Trees.NEW + "/smolotchi");
            Roots.run("sh", "-c", """
                    cd "$1" && chmod -R u+w . && rm -r ai && rm cli.py && printf damaged >cli.py && chmod 444 cli.py \\
                      && ln -sf nowhere latest.py && chmod 640 version.py && chmod a-w .
                    """, "damage", tree.toString());
            return asked("repair", root, new Request.Repair(Optional.empty()), Trees.OLD, Trees.NEW);
        });
    }

    /** A machine whose prune keeps nothing but what is protected: the oldest, which is pinned, and what runs and ran. */
    Scene greedyPrune() throws IOException, InterruptedException {
        return made("greedyPrune", () -> {
            Path root = machine("greedy-prune", Trees.OLDEST, Trees.OLD, Trees.NEW);
            Path settings = Files.createDirectories(root.resolve("etc/smolotchi-release"));
            Files.writeString(
                    settings.resolve("release.yaml"), "retention:\n  keep: 1\n  minimum-age: 0s\n  keep-failed: 0\n");
            activated(root, Trees.OLDEST, Trees.OLD, Trees.NEW, Trees.OLD, Trees.NEW);
            try (OfflineMachine machine = new OfflineMachine(root)) {
                machine.carryOut(new Request.Marking(Version.of(Trees.OLDEST), Mark.Kind.PINNED, true));
            }
            return asked("a greedy prune", root, Request.Activate.of(Version.of(Trees.OLD)), Trees.OLD, Trees.NEW);
        });
    }

    @FunctionalInterface
    private interface Making {
        Scene make() throws IOException, InterruptedException;
    }

    /** Nobody changes a template, so that one will do for all. */
    private synchronized Scene made(String name, Making making) throws IOException, InterruptedException {
        Scene present = made.get(name);
        if (present == null) {
            present = making.make();
            made.put(name, present);
        }
        return present;
    }

    /**
     * A recovery of what a kill left of another scene.
     *
     * @param name as in the report
     * @param interrupted the scene
     * @param at where it was killed
     */
    Scene recovery(String name, Scene interrupted, Point at) throws IOException, InterruptedException {
        Path root = interrupted.copy(directory);
        try (SubjectProcess subject = SubjectProcess.start(classPath, directory.resolve("scenes.log"))) {
            var traced = subject.perform(
                    root,
                    interrupted.asked(),
                    at.options(root.toString(), "signal=KILL"),
                    directory.resolve("scenes.trace"));
            if (traced.answer().alive()) {
                throw new IllegalStateException(interrupted + " was not killed at " + at);
            }
        }
        Request request = new Request.Recover(false);
        OperationId id = Hand.ask(root, request);
        return new Scene(
                name,
                root,
                id,
                request,
                interrupted.target(),
                interrupted.before(),
                interrupted.after(),
                recorded(root, request, Optional.of(id)).points(),
                interrupted.mustStay());
    }

    Request stageRequest(String version) throws IOException {
        return new Request.Stage(new Source.Local(trees.source(version).toString()), Optional.empty());
    }

    private Path machine(String name, String... versions) throws IOException {
        Path root = Files.createDirectory(directory.resolve("template-" + name + "-" + System.nanoTime()));
        Files.createDirectory(root.resolve("etc"));
        try (OfflineMachine machine = new OfflineMachine(root)) {
            for (String version : versions) {
                require(machine.stage(trees.source(version)) instanceof Outcome.Done, "stage " + version);
            }
        }
        return root;
    }

    private static void activated(Path root, String... versions) {
        try (OfflineMachine machine = new OfflineMachine(root)) {
            for (String version : versions) {
                Outcome outcome = machine.activate(version);
                require(outcome.live(), "activate " + version + ": " + outcome);
            }
        }
    }

    private Scene asked(String name, Path root, Request request, String... stay)
            throws IOException, InterruptedException {
        // What names a place on the machine is asked for on each copy of it.
        Optional<OperationId> id =
                request instanceof Request.Project ? Optional.empty() : Optional.of(Hand.ask(root, request));
        DiskState before = DiskState.of(root);
        Recorded whole = recorded(root, request, id);
        // A repair changes what files hold, which is no part of the state.
        require(request instanceof Request.Repair || !before.equals(whole.after()), name + " changes nothing");
        Set<Version> mustStay = Arrays.stream(stay).map(Version::of).collect(Collectors.toSet());
        return new Scene(name, root, whole.id(), request, whole.id(), before, whole.after(), whole.points(), mustStay);
    }

    private record Recorded(OperationId id, DiskState after, List<Point> points) {}

    /** From a run on a copy, without a fault. */
    private Recorded recorded(Path root, Request request, Optional<OperationId> asked)
            throws IOException, InterruptedException {
        Path copy = Roots.copy(root, directory);
        OperationId id = asked.orElseGet(() -> Scene.ask((Request.Project) request, root, copy));
        try (SubjectProcess subject = SubjectProcess.start(classPath, directory.resolve("scenes.log"))) {
            var traced =
                    subject.perform(copy, id, Tracer.recording(), copy.resolveSibling(copy.getFileName() + ".trace"));
            require(traced.answer().alive(), "operation " + id + ": " + traced.answer());
            return new Recorded(id, DiskState.of(copy), Point.of(traced.calls(), copy.toString()));
        } finally {
            Roots.delete(copy);
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("cannot make the machine: " + what);
        }
    }
}
