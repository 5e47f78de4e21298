package io.smolotchi.release;

import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.schedule.PruneSchedule;
import java.util.Optional;

/** What is known of the timer that prunes: its text from disk, its next run from systemd, its last run from the catalog. */
final class ScheduleReading {

    private static final int LAST_OPERATIONS = 500;

    private final Parts parts;
    private final CatalogReads catalog;

    ScheduleReading(Parts parts, CatalogReads catalog) {
        this.parts = parts;
        this.catalog = catalog;
    }

    ScheduleStatus read() {
        PruneSchedule schedule = parts.schedule();
        Optional<Operation> last = catalog.operations(LAST_OPERATIONS).stream()
                .filter(operation -> operation.kind() == OperationKind.PRUNE)
                .filter(operation -> operation.caller().origin() == Origin.TIMER)
                .findFirst();
        return new ScheduleStatus(
                schedule.calendar(),
                schedule.next(),
                last.map(Operation::askedAt),
                last.map(operation -> operation
                                .ended()
                                .map(Ended::outcome)
                                .map(ScheduleReading::words)
                                .orElse("not ended"))
                        .orElse(""));
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(String text) -> text;
            case Outcome.Failed failed -> "failed: " + failed.cause();
            case Outcome.Refused refused ->
                "refused: " + refused.refusals().getFirst().what();
            default -> outcome.word();
        };
    }
}
