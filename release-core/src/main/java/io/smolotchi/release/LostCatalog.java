package io.smolotchi.release;

import io.smolotchi.release.activation.OpenJournal;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.jdbc.CatalogFile;
import io.smolotchi.release.operation.LockFile;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a catalog that is gone from being followed by an empty one, which would look as if nothing had ever been staged; and has an activation that is open
 * brought to its end whatever became of the catalog.
 */
final class LostCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(LostCatalog.class);

    private final Parts parts;

    LostCatalog(Parts parts) {
        this.parts = parts;
    }

    /**
     * Before anything is asked. Made again when an activation is open, which nobody is to wait for; otherwise by an operator, who may find the one that was
     * lost.
     *
     * @throws Refused with CATALOG_LOST, or BUSY
     */
    void attend(Caller caller, String verb) {
        Optional<OpenJournal> open = OpenJournal.find(parts.openDirectory());
        boolean begun = new CatalogFile(parts.database()).begun();
        if (open.isEmpty()) {
            if (!begun && !parts.store().releases().isEmpty()) {
                throw new Refused(
                        Code.CATALOG_LOST,
                        "cannot " + verb + ": because the catalog " + parts.database()
                                + " is gone, and there are releases that it knew",
                        "smolotchi-release catalog rebuild");
            }
        } else if (!begun || isUnknown(open.get())) {
            remake(caller);
        }
    }

    private boolean isUnknown(OpenJournal journal) {
        try {
            return journal.operation(parts.reads()).isEmpty();
        } catch (CatalogException unreadable) {
            return false;
        }
    }

    private void remake(Caller caller) {
        try (LockFile.Held _ = parts.locks().change("catalog rebuild", caller.actor())) {
            Optional<OpenJournal> open = OpenJournal.find(parts.openDirectory());
            // Another one may have been faster.
            if (open.isPresent() && isUnknown(open.get())) {
                String id = "@" + open.get().intent().id();
                CatalogReport made = new CatalogRebuild(parts)
                        .rebuiltForRecovery(caller, id + " is open, and the catalog does not know it");
                LOG.warn("the catalog did not know {}, which is open, and was made again: {}", id, made.done());
            }
        }
    }

    /**
     * After a recovery could not be recorded: carries it out all the same, here and now.
     *
     * @param why it could not
     * @return what to throw
     */
    RuntimeException recovered(Request.Recover request, RuntimeException why) {
        Optional<OpenJournal> open = OpenJournal.find(parts.openDirectory());
        if (open.isEmpty() || request.leave()) {
            return why;
        }
        OperationId id = open.get().intent().id();
        try (LockFile.Held _ = parts.locks().change("recovery of @" + id, "nobody who can be recorded")) {
            OperationRun run = new OperationRun(id, parts.catalog(), parts.clock(), () -> false).recordingWhatItCan();
            String end = parts.recovery()
                    .recover(run, request.stranded())
                    .map(recovered -> recovered.outcome().word())
                    .orElse("left as it is");
            return new CatalogException(
                    "@" + id + " was brought to an end (" + end + "), which could not be recorded; " + why.getMessage(),
                    why);
        }
    }
}
