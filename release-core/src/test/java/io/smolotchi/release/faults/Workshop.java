package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Everything that tries need, made once: sources, a trained subject, a place for copies, and two hands to try with. */
final class Workshop implements AutoCloseable {

    /** Roots in work at the same time: a try waits for a JVM to come up most of the time. */
    private static final int AT_ONCE = 2;

    private final Path directory;
    private final Trees trees;
    private final ClassPath classPath;
    private final BlockingQueue<Hand> hands = new ArrayBlockingQueue<>(AT_ONCE);

    private Workshop(Path directory, Trees trees, ClassPath classPath) {
        this.directory = directory;
        this.trees = trees;
        this.classPath = classPath;
        for (int i = 0; i < AT_ONCE; i++) {
            hands.add(new Hand(classPath, directory.resolve("hand-" + i + ".log")));
        }
    }

    static Workshop open() throws IOException, InterruptedException {
        Path directory = Roots.inMemory(Path.of(System.getProperty("java.io.tmpdir")));
        Trees trees = new Trees(Files.createDirectory(directory.resolve("trees")));
        ClassPath plain = ClassPath.prepare(directory);
        Path training = Files.createDirectory(directory.resolve("training"));
        Scene scene = new Scenes(training, trees, plain).activate();
        return new Workshop(directory, trees, plain.trained(scene.template(), scene.asked()));
    }

    Path directory() {
        return directory;
    }

    ClassPath classPath() {
        return classPath;
    }

    Scenes scenes() {
        return new Scenes(directory, trees, classPath);
    }

    /** Scenes whose machines lie somewhere else, such as on a disk. */
    Scenes scenesIn(Path place) {
        return new Scenes(place, trees, classPath);
    }

    /** One try, on a machine of its own. */
    @FunctionalInterface
    interface Try<T, R> {
        R of(T what, Path root, Hand hand) throws IOException, InterruptedException;
    }

    /** Tries all, each on a copy of the scene's machine; answers come in the order of the tries. */
    <T, R> List<R> each(Scene scene, Collection<T> all, Try<T, R> one) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<R>> futures = new ArrayList<>();
            for (T what : all) {
                futures.add(pool.submit(() -> {
                    Hand hand = hands.take();
                    Path root = Roots.copy(scene.template(), directory);
                    try {
                        return one.of(what, root, hand);
                    } finally {
                        Roots.delete(root);
                        hands.put(hand);
                    }
                }));
            }
            List<R> answers = new ArrayList<>();
            for (Future<R> future : futures) {
                try {
                    answers.add(future.get());
                } catch (ExecutionException e) {
                    pool.shutdownNow();
                    throw new IllegalStateException("a try on " + scene + " went wrong", e.getCause());
                }
            }
            return answers;
        }
    }

    /** Every point of the scene's operation, in order, from a run without a fault. */
    List<Point> points(Scene scene) throws IOException, InterruptedException {
        Path root = Roots.copy(scene.template(), directory);
        try (SubjectProcess subject = SubjectProcess.start(classPath, directory.resolve("recorder.log"))) {
            var traced = subject.perform(
                    root, scene.asked(), Tracer.recording(), root.resolveSibling(root.getFileName() + ".trace"));
            return Point.of(traced.calls(), root.toString());
        } finally {
            Roots.delete(root);
        }
    }

    @Override
    public void close() throws IOException {
        hands.forEach(Hand::close);
        try {
            Roots.delete(directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
