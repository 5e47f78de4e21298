package io.smolotchi.release.catalog;

import java.time.Instant;

/**
 * One numbered thing that happened during an operation. The rows are the stream that console and pages follow.
 *
 * @param id ascending over all operations; the id of the server-sent event
 * @param step name of the step, empty when it belongs to none
 * @param text for people; may be empty
 * @param data JSON object with the particulars of the type; "{}" when there are none
 */
public record Event(long id, OperationId operation, Instant at, Type type, String step, String text, String data) {

    public enum Type {
        STARTED,
        STEP_STARTED,
        STEP_DONE,
        STEP_FAILED,
        STEP_UNDOING,
        STEP_UNDONE,
        UNDO_FAILED,
        /** data: filesDone, filesAll, bytesDone, bytesAll, bytesPerSecond; text: the same for people. */
        PROGRESS,
        /** data: check, verdict, millis. */
        HEALTH_SAMPLE,
        NOTE,
        /** text: a transcript or journal lines kept as proof; step names what it is. */
        EVIDENCE,
        ENDED;

        /**
         * Progress and samples may be lost in a power cut, and so may be where a step begins and ends: recovery asks the open journal, and each wait for the
         * disk would be downtime. The end of the activation makes them durable, as does any other row after them.
         */
        public boolean durable() {
            return switch (this) {
                case PROGRESS, HEALTH_SAMPLE, STEP_STARTED, STEP_DONE, STEP_UNDOING, STEP_UNDONE -> false;
                case STARTED, STEP_FAILED, UNDO_FAILED, NOTE, EVIDENCE, ENDED -> true;
            };
        }
    }
}
