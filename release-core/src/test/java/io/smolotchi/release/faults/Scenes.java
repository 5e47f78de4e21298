package io.smolotchi.release.faults;

import io.smolotchi.release.OfflineMachine;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the machines that faults happen on. */
final class Scenes {

    private final Path directory;
    private final Trees trees;
    private final ClassPath classPath;

    /** Below {@code directory}, which must not be on a disk that is cut. */
    Scenes(Path directory, Trees trees, ClassPath classPath) {
        this.directory = directory;
        this.trees = trees;
        this.classPath = classPath;
    }

    Scene stage() throws IOException, InterruptedException {
        Path root = machine("stage", Trees.OLD);
        activated(root, Trees.OLD);
        Request request = stageRequest(Trees.NEW);
        return asked("stage", root, request, Trees.OLD);
    }

    Scene firstActivation() throws IOException, InterruptedException {
        Path root = machine("first-activation", Trees.OLD);
        return asked("first activation", root, Request.Activate.of(Version.of(Trees.OLD)), Trees.OLD);
    }

    Scene activate() throws IOException, InterruptedException {
        Path root = machine("activate", Trees.OLD, Trees.NEW);
        activated(root, Trees.OLD);
        return asked("activate", root, Request.Activate.of(Version.of(Trees.NEW)), Trees.OLD, Trees.NEW);
    }

    Scene rollback() throws IOException, InterruptedException {
        Path root = machine("rollback", Trees.OLD, Trees.NEW);
        activated(root, Trees.OLD, Trees.NEW);
        return asked("rollback", root, Request.Rollback.nearest(), Trees.OLD, Trees.NEW);
    }

    Scene prune() throws IOException, InterruptedException {
        Path root = machine("prune", Trees.OLDEST, Trees.OLD, Trees.NEW);
        Path settings = Files.createDirectories(root.resolve("etc/smolotchi-release"));
        Files.writeString(
                settings.resolve("release.yaml"), "retention:\n  keep: 1\n  minimum-age: 0s\n  keep-failed: 0\n");
        activated(root, Trees.OLDEST, Trees.OLD, Trees.NEW);
        return asked("prune", root, new Request.Prune(Optional.empty(), false), Trees.OLD, Trees.NEW);
    }

    /**
     * A recovery of what a kill left of another scene.
     *
     * @param name as in the report
     * @param interrupted the scene
     * @param at where it was killed
     */
    Scene recovery(String name, Scene interrupted, Point at) throws IOException, InterruptedException {
        Path root = Roots.copy(interrupted.template(), directory);
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
        return new Scene(
                name,
                root,
                Hand.ask(root, request),
                request,
                interrupted.target(),
                interrupted.before(),
                interrupted.after(),
                interrupted.mustStay());
    }

    Request stageRequest(String version) throws IOException {
        return new Request.Stage(new Source.Local(trees.source(version).toString()), Optional.empty());
    }

    private Path machine(String name, String... versions) throws IOException {
        Path root = Files.createDirectory(directory.resolve("template-" + name + "-" + System.nanoTime()));
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
        OperationId id = Hand.ask(root, request);
        DiskState before = DiskState.of(root);
        Path whole = Roots.copy(root, directory);
        try (SubjectProcess subject = SubjectProcess.start(classPath, directory.resolve("scenes.log"))) {
            SubjectProcess.Answer answer = subject.perform(whole, id);
            require(answer.alive() && !before.equals(DiskState.of(whole)), name + ": " + answer);
        }
        DiskState after = DiskState.of(whole);
        Roots.delete(whole);
        Set<Version> mustStay = Arrays.stream(stay).map(Version::of).collect(Collectors.toSet());
        return new Scene(name, root, id, request, id, before, after, mustStay);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("cannot make the machine: " + what);
        }
    }
}
