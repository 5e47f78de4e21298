package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    private static Optional<Workshop> shared = Optional.empty();

    private final Path directory;
    private final ClassPath classPath;
    private final Scenes scenes;
    private final BlockingQueue<Hand> hands = new ArrayBlockingQueue<>(AT_ONCE);

    private Workshop(Path directory, Trees trees, ClassPath classPath) {
        this.directory = directory;
        this.classPath = classPath;
        this.scenes = new Scenes(directory, trees, classPath);
        for (int i = 0; i < AT_ONCE; i++) {
            hands.add(new Hand(classPath, directory.resolve("hand-" + i + ".log")));
        }
    }

    /** One for all tests of this JVM, which takes it away when it ends. */
    static synchronized Workshop shared() throws IOException, InterruptedException {
        Workshop present = shared.isPresent() ? shared.get() : open();
        if (shared.isEmpty()) {
            shared = Optional.of(present);
            Runtime.getRuntime().addShutdownHook(new Thread(present::closeQuietly));
        }
        return present;
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException | RuntimeException e) {
            System.getLogger(Workshop.class.getName()).log(System.Logger.Level.WARNING, "cannot clean up", e);
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
        return scenes;
    }

    /** One try, on a machine of its own. */
    @FunctionalInterface
    interface Try<T, R> {
        R of(T what, Path root, Hand hand) throws IOException, InterruptedException;
    }

    /** Tries all, each on a copy of the scene's machine; answers come in the order of the tries. */
    <T, R> List<R> each(Scene scene, Collection<T> all, Try<T, R> one) throws InterruptedException {
        return each(all, (what, hand) -> {
            Path root = scene.copy(directory);
            try {
                return one.of(what, root, hand);
            } finally {
                Roots.delete(root);
            }
        });
    }

    /** One try, on a machine that it knows. */
    @FunctionalInterface
    interface Inspecting<T, R> {
        R of(T what, Hand hand) throws IOException, InterruptedException;
    }

    <T, R> List<R> each(Collection<T> all, Inspecting<T, R> one) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<R>> futures = new ArrayList<>();
            for (T what : all) {
                futures.add(pool.submit(() -> {
                    Hand hand = hands.take();
                    try {
                        return one.of(what, hand);
                    } finally {
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
                    throw new IllegalStateException("a try went wrong", e.getCause());
                }
            }
            return answers;
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
