package io.smolotchi.release.operation;

import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ends in the history what a process began and did not live to end: the history must not say that something runs which nobody carries out. Activations
 * are left to their recovery, and what was only asked for to whoever was asked.
 */
public final class Deserted {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** As far back as anybody looks for what is still running. */
    private static final int RECENT = 50;

    private final Catalog catalog;
    private final Clock clock;

    public Deserted(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** What the event of the start carries, so that others can tell later whether the process still lives. */
    static String mark() {
        return JSON.writeValueAsString(ProcessMark.self());
    }

    public void end() {
        for (Operation operation : catalog.operations(RECENT)) {
            if (catalog.activation(operation.id()).isEmpty() && begunAndLeft(catalog, operation)) {
                catalog.together(() -> end(operation.id()));
            }
        }
    }

    /** Whether nobody carries it out, though it has not ended: its process died, or whoever was asked has not begun for {@code patience}. */
    public static boolean left(CatalogReads catalog, Operation operation, Instant now, Duration patience) {
        return begunAndLeft(catalog, operation)
                || (operation.ended().isEmpty()
                        && process(catalog, operation).isEmpty()
                        && operation.askedAt().plus(patience).isBefore(now));
    }

    private static boolean begunAndLeft(CatalogReads catalog, Operation operation) {
        return operation.ended().isEmpty()
                && process(catalog, operation).filter(mark -> !mark.alive()).isPresent();
    }

    private void end(OperationId id) {
        // Looked at again in the transaction: the holder of the other lock may have been faster.
        if (catalog.operation(id).flatMap(Operation::ended).isEmpty()) {
            Instant now = clock.instant();
            Outcome outcome = new Outcome.Failed(Code.INTERRUPTED, "its process ended before it did");
            catalog.append(NewEvent.of(id, Event.Type.ENDED, "", outcome.word()), now);
            catalog.end(id, now, outcome);
        }
    }

    /** Who began it last. */
    static Optional<ProcessMark> process(CatalogReads catalog, Operation operation) {
        return catalog.events(operation.id(), 0).stream()
                .filter(event -> event.type() == Event.Type.STARTED)
                .flatMap(event -> read(event.data()).stream())
                .reduce((first, last) -> last);
    }

    /** Empty for what an older manager began, which did not say. */
    private static Optional<ProcessMark> read(String json) {
        try {
            ProcessMark mark = JSON.readValue(json, ProcessMark.class);
            return mark.pid() > 0 ? Optional.of(mark) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
