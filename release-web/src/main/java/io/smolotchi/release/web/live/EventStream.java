package io.smolotchi.release.web.live;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The events of one operation as server-sent events, from a number on until it ended. The catalog is asked at most four times a second. */
final class EventStream {

    private static final Duration PAUSE = Duration.ofMillis(250);
    /** Who begins late reads what happened in pieces: many readers must not hold all of it at once. */
    private static final int AT_ONCE = 200;
    /** Often enough that a reader who is gone is noticed, and that nothing in between takes the silence for an end. */
    private static final int PAUSES_PER_HEARTBEAT = 40;

    /** Where the text goes; throws when the reader is gone. */
    interface Sink {
        void send(String text) throws IOException;
    }

    private final Inquiries inquiries;
    private final BooleanSupplier stopping;
    private final BooleanSupplier mayRead;
    private final Duration pause;

    /** @param mayRead asked with each heartbeat: an account may go while it listens */
    EventStream(Inquiries inquiries, BooleanSupplier stopping, BooleanSupplier mayRead) {
        this(inquiries, stopping, mayRead, PAUSE);
    }

    EventStream(Inquiries inquiries, BooleanSupplier stopping, BooleanSupplier mayRead, Duration pause) {
        this.inquiries = inquiries;
        this.stopping = stopping;
        this.mayRead = mayRead;
        this.pause = pause;
    }

    /**
     * Returns when the operation has ended and all of its events are sent, when nobody carries it out any more, when the reader may not read any more, or when
     * the server stops.
     *
     * @param after number of the last event that the reader has
     * @throws IOException when the reader is gone
     */
    void run(OperationId id, long after, Sink sink) throws IOException, InterruptedException {
        long last = after;
        sink.send("retry: 1000\n\n");
        for (int pauses = 0; !stopping.getAsBoolean(); pauses++) {
            // the end before the events: an event between the two reads is sent, not missed
            boolean ended = inquiries.operation(id).ended().isPresent();
            List<Event> events = inquiries.events(id, last, AT_ONCE);
            if (!events.isEmpty()) {
                StringBuilder text = new StringBuilder();
                events.forEach(event -> EventText.append(text, event));
                sink.send(text.toString());
                last = events.getLast().id();
                pauses = 0;
            }
            if (events.size() == AT_ONCE) {
                continue;
            }
            boolean heartbeat = pauses >= PAUSES_PER_HEARTBEAT;
            if (heartbeat && !mayRead.getAsBoolean()) {
                return;
            }
            if (ended) {
                sink.send("event: over\ndata: {}\n\n");
                return;
            }
            if (heartbeat) {
                if (inquiries.deserted(id)) {
                    sink.send("event: left\ndata: {}\n\n");
                    return;
                }
                sink.send(":\n\n");
                pauses = 0;
            }
            Thread.sleep(pause);
        }
    }
}
