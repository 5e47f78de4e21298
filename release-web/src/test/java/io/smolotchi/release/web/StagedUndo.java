package io.smolotchi.release.web;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.time.Instant;
import java.util.List;

/** How the events of an activation read whose health failed and that was undone. */
final class StagedUndo {

    private StagedUndo() {}

    static Outcome.RolledBack of(StagedRecords records, OperationId id, Instant at, String cause) {
        tell(records, id, at, cause);
        return new Outcome.RolledBack("watch", Code.HEALTH_FAILED, cause, Blame.RELEASE);
    }

    static void tell(StagedRecords records, OperationId id, Instant at, String cause) {
        records.add(id, at, Event.Type.HEALTH_SAMPLE, "watch", "http: 500 Internal Server Error");
        records.add(id, at, Event.Type.STEP_FAILED, "watch", cause);
        for (String step : List.of("start", "switch", "prepare")) {
            records.add(id, at, Event.Type.STEP_UNDOING, step, "");
            records.add(id, at, Event.Type.STEP_UNDONE, step, "");
        }
        records.add(id, at, Event.Type.EVIDENCE, "health transcript", "http 500\nhttp 500\nhttp 500");
    }
}
