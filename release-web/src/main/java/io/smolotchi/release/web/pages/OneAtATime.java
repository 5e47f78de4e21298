package io.smolotchi.release.web.pages;

import io.smolotchi.release.Changes;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
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

    private final Semaphore readings = new Semaphore(1);
    private final Semaphore stagings = new Semaphore(1);

    /** @throws ResponseStatusException 503 when others are before one for too long */
    public <T> T of(Supplier<T> work) {
        return in(readings, work);
    }

    /**
     * A staging's plan reads the whole archive, and waits for other ones alone; the plan of anything else, such as a rollback, waits for nobody.
     *
     * @throws ResponseStatusException as {@link #of}
     */
    Plan plan(Changes changes, Request request) {
        return request instanceof Request.Stage ? in(stagings, () -> changes.plan(request)) : changes.plan(request);
    }

    private static <T> T in(Semaphore turn, Supplier<T> work) {
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
