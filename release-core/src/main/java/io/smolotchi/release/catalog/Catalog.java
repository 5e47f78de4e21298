package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The truth about what happened. Rows are only ever added. Every write is durable when the call returns, except {@link Event.Type progress}. A write
 * that the machine can't do throws {@link CatalogException} and leaves nothing behind; one that contradicts what is recorded, such as a second end,
 * throws {@link IllegalStateException}. Safe for use by several threads and processes.
 */
public interface Catalog extends CatalogReads {

    /** Numbers an operation. Done by whoever asks, before anything is locked. */
    OperationId ask(OperationKind kind, Caller caller, Instant at, String request, Optional<Digest> expectedPlan);

    /** Returns the event with its number. */
    Event append(NewEvent event, Instant at);

    /** Ends the operation. The second call for the same operation throws {@link IllegalStateException}. */
    void end(OperationId id, Instant at, Outcome outcome);

    /** Opens a row of the history; {@code ended} must be empty. */
    void open(Activation activation);

    /** Records, once per activation, what it installed. */
    void installed(OperationId activation, List<InstalledFile> files);

    /** Records a release; {@code sequence} of the argument is ignored, the one given is in the returned value. */
    Release staged(Release release);

    /** Records that releases are gone, in one transaction. */
    void removed(List<Long> sequences, OperationId by, Instant at);

    void mark(Mark mark);

    /** Takes away the evidence of failures that is older than that, the one thing that does not stay for ever; returns how many events. */
    int forgetEvidence(Instant before);

    /** Gives the space of what was taken away back to the disk, when it is much; returns the bytes. */
    long shrink();

    /** Runs the writes in one transaction; all of them are taken back when it throws. Reads of the same thread see what it has written so far. */
    void together(Runnable writes);
}
