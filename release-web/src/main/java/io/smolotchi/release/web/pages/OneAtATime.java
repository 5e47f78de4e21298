package io.smolotchi.release.web.pages;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** What takes seconds of a small machine (every byte of a release, every page of the catalog) is done for one reader after the other. */
@Component
public final class OneAtATime {

    private static final int PATIENCE_SECONDS = 20;

    private final Semaphore turn = new Semaphore(1);

    /** @throws ResponseStatusException 503 when others are before one for too long */
    public <T> T of(Supplier<T> work) {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "others are asked for first");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "the server stops", e);
        }
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }
}
