package io.smolotchi.release.web.pages;

import io.smolotchi.release.Changes;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.web.uploads.Uploads;
import org.springframework.stereotype.Component;

/** What changes would do, for pages and programs. An upload that is looked at stays for another day. */
@Component
public final class Plans {

    private final Changes changes;
    private final OneAtATime turn;
    private final Uploads uploads;

    Plans(Changes changes, OneAtATime turn, Uploads uploads) {
        this.changes = changes;
        this.turn = turn;
        this.uploads = uploads;
    }

    /** @throws org.springframework.web.server.ResponseStatusException 503 when too many stagings are before this one */
    public Plan of(Request request) {
        if (request instanceof Request.Stage(Source.Upload(String id), var _)) {
            uploads.touch(id);
        }
        return turn.plan(changes, request);
    }
}
