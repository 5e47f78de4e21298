package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.OperationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From when until when what an activation led to was what runs.
 *
 * @param until empty: it still is
 */
record Reign(Activation row, Instant since, Optional<Instant> until) {

    /**
     * @param rows of the history without gaps, newest first
     * @param whole whether nothing is newer than the first of them; else the end of the newest reign is not known, and it is left out
     * @return newest first
     */
    static List<Reign> of(List<Activation> rows, boolean whole) {
        List<Reign> reigns = new ArrayList<>();
        Optional<Instant> next = Optional.empty();
        boolean known = whole;
        for (Activation row : rows) {
            if (row.live()) {
                Instant since = row.ended().map(Ended::at).orElse(row.openedAt());
                if (known) {
                    reigns.add(new Reign(row, since, next));
                }
                known = true;
                next = Optional.of(row.openedAt());
            }
        }
        return reigns;
    }

    static Optional<Reign> of(OperationId id, List<Reign> reigns) {
        return reigns.stream().filter(reign -> reign.row().id().equals(id)).findFirst();
    }
}
