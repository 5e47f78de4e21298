package io.smolotchi.release;

import io.smolotchi.release.activation.steps.ShutdownInTheMiddle;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.OperationEnd;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.systemd.ShuttingDownException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one operation that was asked for, and records how it ended, whatever happens. */
final class Performance {

    private static final Logger LOG = LoggerFactory.getLogger(Performance.class);

    private final Parts parts;
    private final BooleanSupplier cancelled;

    /** @param cancelled looked at by operations that can be taken back whole in their middle */
    Performance(Parts parts, BooleanSupplier cancelled) {
        this.parts = parts;
        this.cancelled = cancelled;
    }

    Outcome perform(OperationId id) {
        Catalog catalog = parts.catalog();
        Operation operation = catalog.operation(id)
                .orElseThrow(() -> new Refused(Code.VALUE_MALFORMED, "there is no operation @" + id, ""));
        if (operation.ended().isPresent()) {
            return operation.ended().get().outcome();
        }
        OperationRun run = new OperationRun(id, catalog, parts.clock(), cancelled);
        giveUpReserve();
        Outcome outcome;
        try {
            run.started(operation);
            outcome = new Verbs(parts).of(RequestJson.read(operation.request())).perform(operation, run);
        } catch (ShutdownInTheMiddle | ShuttingDownException e) {
            // Stays open: the recovery after the boot decides.
            return new Outcome.Failed(Code.INTERRUPTED, "the machine is shutting down");
        } catch (Refused e) {
            outcome = new Outcome.Refused(e.refusals());
        } catch (RuntimeException e) {
            LOG.error("operation {} failed", id, e);
            outcome = new Outcome.Failed(Code.FAULT, e.getMessage() == null ? e.toString() : e.getMessage());
        }
        end(id, outcome);
        new MarkMirror(parts).refresh();
        keepReserve();
        return outcome;
    }

    private void end(OperationId id, Outcome outcome) {
        OperationEnd end = new OperationEnd(parts.catalog(), parts.clock());
        try {
            end.record(id, outcome);
        } catch (CatalogException e) {
            // Once more, through a connection that the failure has made new: a history without the end would say that
            // it still runs.
            LOG.warn("cannot record the end of operation {}, trying again", id, e);
            end.record(id, outcome);
        }
    }

    /** Once more: whoever asked may not have been allowed to. */
    private void giveUpReserve() {
        try {
            parts.reserve().giveUp();
        } catch (RuntimeException e) {
            LOG.warn("cannot give up the space in reserve", e);
        }
    }

    /** For the next change; that there is no room for it now fails nothing. */
    private void keepReserve() {
        try {
            parts.reserve().keep();
        } catch (RuntimeException e) {
            LOG.warn("cannot keep space in reserve", e);
        }
    }
}
