package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.Optional;

/** The truth about what happened. Rows are only ever added. Every write is durable when the call returns, except {@link Event.Type progress}. */
public interface Catalog extends CatalogReads {

    /** Numbers an operation. Done by whoever asks, before anything is locked. */
    OperationId ask(OperationKind kind, Caller caller, Instant at, String request, Optional<Digest> expectedPlan);

    /** Returns the event with its number. */
    Event append(NewEvent event, Instant at);

    /** Ends the operation. The second call for the same operation throws {@link IllegalStateException}. */
    void end(OperationId id, Instant at, Outcome outcome);

    /** Opens a row of the history; {@code ended} must be empty. */
    void open(Activation activation);

    /** Records a release; {@code sequence} of the argument is ignored, the one given is in the returned value. */
    Release staged(Release release);

    void removed(long sequence, OperationId by, Instant at);

    void mark(Mark mark);

    /** Runs the writes in one transaction. */
    void together(Runnable writes);
}
