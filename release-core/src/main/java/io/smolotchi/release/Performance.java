package io.smolotchi.release;

import io.smolotchi.release.activation.Recovery;
import io.smolotchi.release.activation.steps.ShutdownInTheMiddle;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Deserted;
import io.smolotchi.release.operation.Holder;
import io.smolotchi.release.operation.LockFile;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.ChangeLock;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.StagedRelease;
import io.smolotchi.release.store.manifest.Repairs;
import io.smolotchi.release.store.source.StagingSource;
import io.smolotchi.release.systemd.ShuttingDownException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        Outcome outcome;
        try {
            run.started(operation);
            outcome = dispatch(operation, RequestJson.read(operation.request()), run);
        } catch (ShutdownInTheMiddle | ShuttingDownException e) {
            // Stays open: the recovery after the boot decides.
            return new Outcome.Failed(Code.INTERRUPTED, "the machine is shutting down");
        } catch (Refused e) {
            outcome = new Outcome.Refused(e.refusals());
        } catch (RuntimeException e) {
            LOG.error("operation {} failed", id, e);
            outcome = new Outcome.Failed(Code.FAULT, e.getMessage() == null ? e.toString() : e.getMessage());
        }
        try {
            end(catalog, id, outcome);
        } catch (CatalogException e) {
            // Once more, through a connection that the failure has made new: a history without the end would say that
            // it still runs.
            LOG.warn("cannot record the end of operation {}, trying again", id, e);
            end(catalog, id, outcome);
        }
        new MarkMirror(parts).refresh();
        keepReserve();
        return outcome;
    }

    /** For the next change; that there is no room for it now fails nothing. */
    private void keepReserve() {
        try {
            parts.reserve().keep();
        } catch (RuntimeException e) {
            LOG.warn("cannot keep space in reserve", e);
        }
    }

    /**
     * An activation has recorded its own end already, with all that follows from it. One that is still open has not ended: if it were said to have, the
     * recovery would only tidy up after it.
     */
    private void end(Catalog catalog, OperationId id, Outcome outcome) {
        boolean open = catalog.activation(id).filter(Activation::open).isPresent();
        if (!open && catalog.operation(id).flatMap(Operation::ended).isEmpty()) {
            catalog.together(() -> {
                catalog.append(
                        NewEvent.of(id, Event.Type.ENDED, "", outcome.word()),
                        parts.clock().instant());
                catalog.end(id, parts.clock().instant(), outcome);
            });
        }
    }

    private Outcome dispatch(Operation operation, Request request, OperationRun run) {
        return switch (request) {
            case Request.Stage stage -> stage(operation, stage, run);
            case Request.Activate activate ->
                underLock(
                        operation,
                        run,
                        () -> toAnEnd(run, () -> parts.activations().activate(operation, activate, run)));
            case Request.Rollback rollback ->
                underLock(
                        operation,
                        run,
                        () -> toAnEnd(run, () -> parts.activations().rollback(operation, rollback, run)));
            case Request.Redo redo ->
                underLock(
                        operation,
                        run,
                        () -> toAnEnd(run, () -> parts.activations().redo(operation, redo, run)));
            case Request.Project project ->
                underLock(
                        operation,
                        run,
                        () -> toAnEnd(run, () -> parts.activations().project(operation, project, run)));
            case Request.Uninstall uninstall -> underLock(operation, run, () -> uninstall(operation, uninstall, run));
            case Request.Prune prune -> prune(operation, prune, run);
            case Request.Schedule schedule -> underLock(operation, run, () -> schedule(operation, schedule, run));
            case Request.Marking marking -> underLock(operation, run, () -> mark(operation, marking));
            case Request.Repair repair -> repair(operation, repair, run);
            case Request.Adopt adopt -> adopt(operation, adopt, run);
            case Request.Masking masking -> underLock(operation, run, () -> mask(operation, masking, run));
            case Request.Mend _ -> underLock(operation, run, () -> mend(operation, run));
            case Request.Recover recover -> recover(operation, recover, run);
        };
    }

    @FunctionalInterface
    private interface Work {
        Outcome run();
    }

    private Outcome underLock(Operation operation, OperationRun run, Work work) {
        try (LockFile.Held held = lock(operation)) {
            tell(held, run);
            parts.recovery().recover(run, false).ifPresent(recovered -> over(recovered, run));
            deserted();
            Outcome outcome = work.run();
            discardAdopted(operation, outcome, run);
            return outcome;
        }
    }

    /** An error outside of every step, such as a catalog that can't be written for a moment: recovered at once, as after a crash. */
    private Outcome toAnEnd(OperationRun run, Work work) {
        try {
            return work.run();
        } catch (Refused | ShutdownInTheMiddle | ShuttingDownException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("operation {} met an error that no step foresaw", run.id(), e);
            return parts.recovery()
                    .recover(run, false)
                    .map(Recovery.Recovered::outcome)
                    .orElseThrow(() -> e);
        }
    }

    private static void tell(LockFile.Held held, OperationRun run) {
        held.ended().ifPresent(hung -> run.note("ended " + hung.words() + ", which held the lock past its deadline"));
    }

    private void deserted() {
        new Deserted(parts.catalog(), parts.clock()).end();
    }

    private LockFile.Held lock(Operation operation) {
        return parts.locks().change(name(operation), operation.caller().actor(), this::hasEnded);
    }

    /** It tidies up, and lets go in a moment: whoever has seen how it ended may go on at once. */
    private boolean hasEnded(Holder holder) {
        try {
            return holder.number()
                    .flatMap(parts.catalog()::operation)
                    .flatMap(Operation::ended)
                    .isPresent();
        } catch (CatalogException unreadable) {
            return false;
        }
    }

    private static String name(Operation operation) {
        return operation.kind().word() + " @" + operation.id();
    }

    private Outcome stage(Operation operation, Request.Stage request, OperationRun run) {
        StagingSource source = new Plans(parts).stagingSource(request.source());
        String actor = operation.caller().actor();
        try (LockFile.Held _ = parts.locks().stage(name(operation), actor)) {
            cleanUp(run);
            deserted();
            Version version = request.version().orElseGet(() -> version(source));
            run.about(version);
            StagedRelease staged = staged(operation, source, version, run);
            Outcome outcome = outcome(version, staged);
            // One transaction, and so one wait for the disk; nor can the history call a staging failed whose release is
            // there.
            parts.catalog().together(() -> {
                record(operation, version, staged, run);
                end(parts.catalog(), operation.id(), outcome);
            });
            if (request.source() instanceof Source.Upload(String id)) {
                // What could not be staged stays for a day: the same upload may do under another version.
                parts.uploads().delete(id).forEach(problem -> LOG.warn("{}", problem));
            }
            return outcome;
        }
    }

    private static Outcome outcome(Version version, StagedRelease staged) {
        String shared = staged.shared().files() == 0
                ? ""
                : ", " + staged.shared().files() + " of them shared with other releases";
        String what = version + ", " + staged.files() + " files" + shared + ", digest "
                + staged.digest().abbreviated();
        return new Outcome.Done((staged.already() ? "nothing to do, already staged: " : "staged ") + what);
    }

    /** Under stage.lock. The caller records it. */
    private StagedRelease staged(Operation operation, StagingSource source, Version version, OperationRun run) {
        String actor = operation.caller().actor();
        ChangeLock seal = () -> parts.locks().changeWaiting(name(operation), actor, run::cancelled)::close;
        return parts.staging(run::cancelled).stage(source, version, operation.caller(), run, seal);
    }

    private Outcome adopt(Operation operation, Request.Adopt request, OperationRun run) {
        Adoption adoption = new Adoption(parts);
        try (LockFile.Held _ =
                parts.locks().stage(name(operation), operation.caller().actor())) {
            cleanUp(run);
            Adoption.Intended intended = adoption.intended(request);
            Optional<Outcome> obstacle = obstacle(operation, intended.plan());
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            if (intended.version().isEmpty()) {
                return new Outcome.Done("nothing to do: " + intended.plan().summary());
            }
            Version version = intended.version().get();
            run.about(version);
            intended.source().ifPresent(source -> {
                StagedRelease staged = staged(operation, source, version, run);
                parts.catalog().together(() -> record(operation, version, staged, run));
            });
            return underLock(
                    operation,
                    run,
                    () -> request.back()
                            ? giveBack(adoption, operation, request)
                            : adoption.exchange(version, operation));
        }
    }

    /** Looked at once more, now that nobody else can change what runs. */
    private static Outcome giveBack(Adoption adoption, Operation operation, Request.Adopt request) {
        Adoption.Intended now = adoption.intended(request);
        return obstacle(operation, now.plan())
                .orElseGet(() -> adoption.giveBack(now.version().orElseThrow(), operation));
    }

    /** What is kept of an adoption serves until something else runs. */
    private void discardAdopted(Operation operation, Outcome outcome, OperationRun run) {
        if (outcome.live() && operation.kind() != OperationKind.ADOPT) {
            parts.link().discardAdopted().forEach(run::note);
        }
    }

    /** What killed processes left is for whoever holds stage.lock next. */
    private void cleanUp(OperationRun run) {
        parts.store().cleanLeftovers().forEach(run::note);
        ReleaseStore.cleanWork().forEach(run::note);
    }

    private Version version(StagingSource source) {
        StagePlan plan = parts.staging().plan(source, Optional.empty());
        if (plan.refused()) {
            throw new Refused(plan.refusals());
        }
        return plan.version().orElseThrow();
    }

    /** In a transaction. What is recorded under that name may be gone from the disk: removed by hand, or by a prune that was cut off before it could say so. */
    private void record(Operation operation, Version version, StagedRelease staged, OperationRun run) {
        Catalog catalog = parts.catalog();
        staged.warnings().forEach(run::note);
        Optional<Release> recorded = catalog.release(version);
        if (recorded.filter(release -> release.digest().equals(staged.digest())).isPresent()) {
            return;
        }
        Instant now = parts.clock().instant();
        recorded.ifPresent(release -> catalog.removed(release.sequence(), operation.id(), now));
        catalog.staged(new Release(
                0,
                version,
                staged.digest(),
                operation.id(),
                now,
                staged.source(),
                staged.files(),
                staged.bytes(),
                Optional.empty()));
    }

    private static Optional<Outcome> obstacle(Operation operation, Plan plan) {
        return plan.refused() ? Optional.of(new Outcome.Refused(plan.refusals())) : stale(operation, plan);
    }

    /** Exactly what was shown is carried out, or nothing. */
    private static Optional<Outcome> stale(Operation operation, Plan plan) {
        return operation
                .expectedPlan()
                .filter(expected -> !expected.equals(plan.digest()))
                .map(_ -> new Outcome.Refused(List.of(Refusal.of(
                        Code.PLAN_STALE,
                        "cannot carry out the plan: something else would happen now than was shown: " + plan.summary(),
                        "ask again, and look at the new plan"))));
    }

    private Outcome prune(Operation operation, Request.Prune request, OperationRun run) {
        // A staging in progress has a tree that looks like a leftover.
        try (LockFile.Held _ =
                parts.locks().stage(name(operation), operation.caller().actor())) {
            ReleaseStore.cleanWork().forEach(run::note);
            return underLock(operation, run, () -> pruneLocked(operation, request, run));
        } catch (Refused e) {
            boolean busy = e.refusals().stream().allMatch(refusal -> refusal.code() == Code.BUSY);
            if (request.scheduled() && busy) {
                return new Outcome.Done("skipped: " + e.refusals().getFirst().what());
            }
            throw e;
        }
    }

    /** The timer goes last: an uninstallation that does not work out leaves it. What recovers at boot goes when nothing is left to recover. */
    private Outcome uninstall(Operation operation, Request.Uninstall request, OperationRun run) {
        Outcome outcome = toAnEnd(run, () -> parts.activations().uninstall(operation, request, run));
        if (outcome.live()) {
            parts.schedule().set(Optional.empty(), run);
        }
        return outcome;
    }

    private Outcome pruneLocked(Operation operation, Request.Prune request, OperationRun run) {
        PrunePlan plan = parts.prunePlan(request);
        return obstacle(operation, plan)
                .orElseGet(() -> parts.retention()
                        .prune(plan, parts.application().retention().evidence(), operation.id(), parts.catalog(), run));
    }

    /** Under both locks: what a staging links to, and what a prune deletes, must not change meanwhile. */
    private Outcome repair(Operation operation, Request.Repair request, OperationRun run) {
        try (LockFile.Held _ =
                parts.locks().stage(name(operation), operation.caller().actor())) {
            cleanUp(run);
            return underLock(operation, run, () -> {
                Repairs repairs = new Plans(parts).repairs(request);
                return obstacle(operation, Plans.repair(request, repairs)).orElseGet(() -> mended(repairs, run));
            });
        }
    }

    private Outcome mended(Repairs repairs, OperationRun run) {
        if (repairs.effects().isEmpty()) {
            return new Outcome.Done("nothing to do: nothing is damaged");
        }
        parts.repair().carryOut(repairs, run);
        repairs.hopeless().forEach(refusal -> run.note(refusal.toString()));
        int hopeless = repairs.hopeless().size();
        return new Outcome.Done(
                "mended: " + repairs.effects().size() + (hopeless == 0 ? "" : "; can't be mended: " + hopeless));
    }

    private Outcome schedule(Operation operation, Request.Schedule request, OperationRun run) {
        return stale(operation, new Plans(parts).plan(request))
                .orElseGet(() -> parts.schedule().set(request.calendar(), run));
    }

    private Outcome mark(Operation operation, Request.Marking request) {
        Optional<Release> release = parts.catalog().release(request.version());
        Plan plan = new Plans(parts).plan(request);
        Optional<Outcome> obstacle = obstacle(operation, plan);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (plan.nothingToDo()) {
            return new Outcome.Done("nothing to do: it is so already");
        }
        Caller caller = operation.caller();
        parts.catalog()
                .mark(new Mark(
                        request.version(),
                        release.orElseThrow().digest(),
                        request.mark(),
                        request.set(),
                        caller.reason(),
                        operation.id(),
                        parts.clock().instant()));
        return new Outcome.Done(plan.summary());
    }

    private Outcome mask(Operation operation, Request.Masking request, OperationRun run) {
        UnitMasking masking = new UnitMasking(parts);
        Plan plan = masking.plan(request);
        return obstacle(operation, plan)
                .orElseGet(() -> plan.nothingToDo()
                        ? new Outcome.Done("nothing to do: " + plan.summary())
                        : masking.carryOut(request, run));
    }

    private Outcome mend(Operation operation, OperationRun run) {
        Examination examination = new Examination(parts);
        return obstacle(operation, examination.plan()).orElseGet(() -> examination.mend(run));
    }

    /** The outcome is that of what was recovered, so that the exit code tells. */
    private Outcome recover(Operation operation, Request.Recover request, OperationRun run) {
        try (LockFile.Held held = lock(operation)) {
            tell(held, run);
            if (request.leave()) {
                Optional<Outcome> left = parts.recovery().leave(run);
                return left.orElseGet(() -> new Outcome.Done("nothing to do: nothing is open"));
            }
            Optional<Recovery.Recovered> recovered = parts.recovery().recover(run, request.stranded());
            recovered.ifPresent(found -> over(found, run));
            deserted();
            return recovered
                    .<Outcome>map(Recovery.Recovered::outcome)
                    .map(outcome -> outcome.live() ? new Outcome.Done("went on: " + outcome.word()) : outcome)
                    .orElseGet(() -> new Outcome.Done("nothing to do: nothing is open"));
        }
    }

    /** What its own manager would have done after it. */
    private void over(Recovery.Recovered recovered, OperationRun run) {
        run.note(words(recovered));
        if (recovered.intent().kind() == OperationKind.UNINSTALL
                && recovered.outcome().live()) {
            parts.schedule().set(Optional.empty(), run);
        }
    }

    private static String words(Recovery.Recovered recovered) {
        return "recovered @" + recovered.intent().id() + ": "
                + recovered.outcome().word();
    }
}
