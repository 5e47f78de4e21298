package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Spreads pieces of work that only read over all processors. */
public final class AllCores {

    private AllCores() {}

    /** One worker per thread, made for it. */
    public interface Worker<T> {
        void work(T piece) throws IOException;
    }

    public interface WorkerFactory<T> {
        Worker<T> create();
    }

    /** Returns when all pieces are done; the first failure ends it. */
    public static <T> void each(Collection<T> pieces, WorkerFactory<T> factory) throws IOException {
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, pieces.size() / 8));
        ConcurrentLinkedQueue<T> queue = new ConcurrentLinkedQueue<>(pieces);
        AtomicBoolean failed = new AtomicBoolean();
        if (threads == 1) {
            drain(queue, factory.create(), failed);
            return;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    drain(queue, factory.create(), failed);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                await(one);
            }
        }
    }

    private static <T> void drain(ConcurrentLinkedQueue<T> queue, Worker<T> worker, AtomicBoolean failed)
            throws IOException {
        boolean done = false;
        try {
            for (T piece = queue.poll(); piece != null && !failed.get(); piece = queue.poll()) {
                worker.work(piece);
            }
            done = true;
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
    }

    private static void await(Future<?> one) throws IOException {
        try {
            one.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case UncheckedIOException io -> throw new IOException(io.getCause());
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
