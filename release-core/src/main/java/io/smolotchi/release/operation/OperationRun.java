package io.smolotchi.release.operation;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Writes what one operation does into the catalog, and into the log. */
public final class OperationRun implements Progress {

    private static final Logger LOG = LoggerFactory.getLogger(OperationRun.class);
    private static final long BETWEEN_AMOUNTS_NANOS = 250_000_000;

    private final OperationId id;
    private final Catalog catalog;
    private final Clock clock;
    private final BooleanSupplier cancelled;
    private volatile String release = "";
    private boolean lenient;
    private boolean gaveUp;
    private long firstAmount;
    private long bytesBefore;
    private long lastAmount = System.nanoTime() - BETWEEN_AMOUNTS_NANOS;

    public OperationRun(OperationId id, Catalog catalog, Clock clock, BooleanSupplier cancelled) {
        this.id = id;
        this.catalog = catalog;
        this.clock = clock;
        this.cancelled = cancelled;
    }

    /** Writes for an operation that somebody else asked for, such as the one that a recovery finishes. */
    public OperationRun of(OperationId other) {
        return new OperationRun(other, catalog, clock, cancelled);
    }

    /**
     * From the first thing on that the catalog does not take, all is in the log alone: a recovery has to come to its end without the catalog too, and not
     * only after it has waited for it each time.
     */
    public OperationRun recordingWhatItCan() {
        OperationRun run = of(id);
        run.lenient = true;
        return run;
    }

    /** The release that it is about, for the log. */
    public void about(Version version) {
        release = version.value();
    }

    public OperationId id() {
        return id;
    }

    public void started(Operation operation) {
        event(
                Event.Type.STARTED,
                "",
                operation.kind().word() + " asked by " + operation.caller().actor(),
                Deserted.mark());
    }

    @Override
    public synchronized void event(Event.Type type, String step, String text, String json) {
        append(new NewEvent(id, type, step, text, json));
        log(type, step, text);
    }

    @Override
    public synchronized void amount(long filesDone, long filesAll, long bytesDone, long bytesAll) {
        boolean last = filesAll > 0 && filesDone >= filesAll && bytesDone >= bytesAll;
        long now = System.nanoTime();
        if (!last && now - lastAmount < BETWEEN_AMOUNTS_NANOS) {
            return;
        }
        lastAmount = now;
        if (bytesDone < bytesBefore || firstAmount == 0) {
            // Another piece of work begins.
            firstAmount = now;
        }
        bytesBefore = bytesDone;
        long rate = now == firstAmount ? 0 : (long) (bytesDone * 1e9 / (now - firstAmount));
        String json = "{\"filesDone\":%d,\"filesAll\":%d,\"bytesDone\":%d,\"bytesAll\":%d,\"bytesPerSecond\":%d}"
                .formatted(filesDone, filesAll, bytesDone, bytesAll, rate);
        String text = of(String.valueOf(filesDone), filesAll, String.valueOf(filesAll)) + " files, "
                + of(ByteCount.words(bytesDone), bytesAll, ByteCount.words(bytesAll))
                + (rate == 0 ? "" : ", " + ByteCount.words(rate) + "/s");
        append(new NewEvent(id, Event.Type.PROGRESS, "", text, json));
    }

    private void append(NewEvent event) {
        if (gaveUp) {
            return;
        }
        try {
            catalog.append(event, clock.instant());
        } catch (RuntimeException e) {
            if (!lenient) {
                throw e;
            }
            gaveUp = true;
            LOG.warn("cannot record what is done for {}: it is in the log alone", id, e);
        }
    }

    private static String of(String done, long known, String all) {
        return known > 0 ? done + " of " + all : done;
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    private void log(Event.Type type, String step, String text) {
        try (var _ = MDC.putCloseable("operation", id.toString());
                var _ = MDC.putCloseable("release", release);
                var _ = MDC.putCloseable("step", step)) {
            switch (type) {
                case STEP_FAILED, UNDO_FAILED -> LOG.warn("{} {}: {}", type, step, text);
                case HEALTH_SAMPLE, EVIDENCE -> LOG.debug("{} {}: {}", type, step, text);
                default -> LOG.info("{} {} {}", type, step, text);
            }
        }
    }
}
