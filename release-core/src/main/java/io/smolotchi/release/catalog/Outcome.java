package io.smolotchi.release.catalog;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;

/**
 * How an operation ended. {@code Healthy} to {@code Abandoned} end an activation, {@code Done} ends any other operation; {@code Refused} and
 * {@code Failed} can end both: refused means that nothing was changed.
 */
public sealed interface Outcome {

    /** The new state is live and its required checks stayed green through the window. */
    record Healthy() implements Outcome {}

    /** The new state is in place; health was not checked, because nothing is started below another root. */
    record Unchecked() implements Outcome {}

    /** The old state was put back. */
    record RolledBack(String step, Code code, String cause, Blame blame) implements Outcome {}

    /** The old state could not be put back: somebody has to look. */
    record Stranded(String step, Code code, String cause) implements Outcome {}

    /** Ended before anything was switched. */
    record Abandoned(Code code, String cause) implements Outcome {}

    /** Done, or nothing to do; the text says which. */
    record Done(String text) implements Outcome {}

    record Refused(List<Refusal> refusals) implements Outcome {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /** A fault of this program or of the machine. */
    record Failed(Code code, String cause) implements Outcome {}

    /** Whether the row counts for "current", rollback and keep-last-N. */
    default boolean live() {
        return this instanceof Healthy || this instanceof Unchecked;
    }

    /** As in tables: one or two lower-case words. */
    default String word() {
        return switch (this) {
            case Healthy _ -> "healthy";
            case Unchecked _ -> "unchecked";
            case RolledBack _ -> "rolled back";
            case Stranded _ -> "stranded";
            case Abandoned _ -> "abandoned";
            case Done _ -> "done";
            case Refused _ -> "refused";
            case Failed _ -> "failed";
        };
    }
}
