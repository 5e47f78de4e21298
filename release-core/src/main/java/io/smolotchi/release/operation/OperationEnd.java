package io.smolotchi.release.operation;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import java.time.Clock;
import java.time.Instant;

/** Records that an operation has ended, once. */
public final class OperationEnd {

    private final Catalog catalog;
    private final Clock clock;

    public OperationEnd(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * An activation has recorded its own end already, with all that follows from it. One that is still open has not ended: if it were said to have, the
     * recovery would only tidy up after it.
     */
    public void record(OperationId id, Outcome outcome) {
        boolean open = catalog.activation(id).filter(Activation::open).isPresent();
        if (!open && catalog.operation(id).flatMap(Operation::ended).isEmpty()) {
            catalog.together(() -> {
                Instant now = clock.instant();
                catalog.append(NewEvent.of(id, Event.Type.ENDED, "", outcome.word()), now);
                catalog.end(id, now, outcome);
            });
        }
    }
}
