package io.smolotchi.release.store.source;

import io.smolotchi.release.catalog.Digest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Hashes what was just read beside the thread that reads and writes, which has to be a single one. What waits to be hashed is bounded, so that the heap
 * stays flat.
 */
public final class Hashing implements AutoCloseable {

    /** Larger content is hashed piece by piece where it is read. */
    public static final int MOST = 512 * 1024;

    private static final int WAITING = 4 * 1024 * 1024;

    private final Semaphore room = new Semaphore(WAITING);
    private final ExecutorService pool = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
            Thread.ofPlatform().daemon().name("staging-hash").factory());

    /** @param content at most {@link #MOST} bytes, not to be changed afterwards */
    CompletableFuture<Digest> hash(byte[] content) throws IOException {
        try {
            room.acquire(content.length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Digest.of(content);
                    } finally {
                        room.release(content.length);
                    }
                },
                pool);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
