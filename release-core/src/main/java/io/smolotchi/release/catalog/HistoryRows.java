package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the rules about the history ask of it: each answer is a row or a few, however long the history is. Rows may come without plans and settings. */
public interface HistoryRows {

    Optional<Activation> row(OperationId id);

    /** That row and those before it along {@link Activation#parent}, nearest first. */
    List<Activation> chain(OperationId from, int atMost);

    /** Live ones, newest first. */
    List<Activation> live(Optional<OperationId> before, int atMost);

    /** The newest live one that led to that version, whatever tree it had. */
    Optional<Activation> newestLive(Version version);

    Optional<Activation> newestLive(Version version, Digest digest);

    /** The first live one with a greater number. */
    Optional<Activation> liveAfter(OperationId id);

    /** The newest live one that had ended by then. */
    Optional<Activation> liveEndedBy(Instant time);

    /** The newest live one that had begun by then. */
    Optional<Activation> liveBegunBy(Instant time);

    /** The first live one that began later. */
    Optional<Activation> liveBegunAfter(Instant time);

    /** The newest attempts to activate that release that have ended, other than by a refusal; the newest first. */
    List<Activation> tries(Version version, Digest digest, int atMost);

    /** When the last one began, by the clock; empty when there is none. */
    Optional<Instant> latest();

    /** The newest mark of that kind, be it set or lifted. */
    Optional<Mark> mark(Version version, Digest digest, Mark.Kind kind);
}
