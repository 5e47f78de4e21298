package io.smolotchi.release.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads a program's output to its end, so that it never blocks, and keeps the beginning. */
final class BoundedOutput {

    static final int LIMIT = 1 << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;

    private BoundedOutput(InputStream from) {
        this.reader = Thread.ofPlatform().daemon().name("process-output").start(() -> drain(from));
    }

    static BoundedOutput of(InputStream from) {
        return new BoundedOutput(from);
    }

    /** What came, waiting for the end at most this long. */
    String text(Duration grace) {
        try {
            reader.join(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (kept) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    private void drain(InputStream from) {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                synchronized (kept) {
                    kept.write(buffer, 0, Math.min(n, LIMIT - kept.size()));
                }
            }
        } catch (IOException closedWithTheProcess) {
            // Java closes the pipe of a process that was killed; what came before it is kept.
        }
    }
}
