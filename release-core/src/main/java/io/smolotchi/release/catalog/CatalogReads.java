package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads of the catalog. Each call sees one consistent state; a missing catalog reads as an empty one. One written by a newer version of this program
 * is refused, one that can't be read throws {@link CatalogException}.
 */
public interface CatalogReads {

    /** All releases that were ever staged, oldest first; pruned ones with their date. */
    List<Release> releases();

    /** The release of that version that is on disk. */
    Optional<Release> release(Version version);

    /** All marks, oldest first. */
    List<Mark> marks();

    /** Newest first. */
    List<Activation> activations(HistoryFilter filter);

    /** The whole history, oldest first, for an examination of all of it. Without plans and settings, which are long: both
     * read as "{}". */
    List<Activation> history();

    /** The same row by row, as rules ask for them. */
    HistoryRows historyRows();

    Optional<Activation> activation(OperationId id);

    /** What the activation installed, in the order of recording. */
    List<InstalledFile> installedFiles(OperationId activation);

    Optional<Operation> operation(OperationId id);

    /** Newest first, all kinds. */
    List<Operation> operations(int limit);

    /** Of one operation, with a greater id than {@code after}, ascending. */
    List<Event> events(OperationId operation, long after);

    /** The first {@code limit} of these; no more are read. */
    List<Event> events(OperationId operation, long after, int limit);

    /** How many events are evidence of failures, and older than that. */
    int evidenceBefore(Instant time);

    /** Reads the whole history; for a program that counts on by its events from there. */
    ActivationCounts activationCounts();

    /** Of all operations, with a greater id than {@code after}, ascending, at most {@code limit}. */
    List<Event> eventsSince(long after, int limit);
}
