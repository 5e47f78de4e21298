package io.smolotchi.release;

import io.smolotchi.release.boot.RunService;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Reason;
import io.smolotchi.release.catalog.jdbc.CatalogFile;
import io.smolotchi.release.operation.LockFile;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.systemd.TransientService;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes on the machine that this process runs on. */
final class LocalChanges implements Changes {

    private static final Logger LOG = LoggerFactory.getLogger(LocalChanges.class);

    /** For an undo with all its stops and starts, and the watch. Whoever carries out itself ends at once. */
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(15);
    /** What is told to the launcher, which sets the Java machine up for it. */
    private static final Set<OperationKind> READS_RELEASES = Set.of(OperationKind.STAGE, OperationKind.REPAIR);

    private final Parts parts;
    private final CoreOptions options;
    private final ReentrantLock afar = new ReentrantLock();
    private final Set<Thread> operations = ConcurrentHashMap.newKeySet();
    /** Those that can be cancelled, and whether they were. */
    private final Map<OperationId, AtomicBoolean> cancellable = new ConcurrentHashMap<>();

    LocalChanges(Parts parts, CoreOptions options) {
        this.parts = parts;
        this.options = options;
    }

    @Override
    public Plan plan(Request request) {
        parts.writeAccess().require(request.kind().word());
        return new Verbs(parts).of(request).plan();
    }

    @Override
    public ActivationPlan preview(Path tree, Request.Activate request) {
        parts.writeAccess().require(request.kind().word());
        return parts.planner().preview(tree, request);
    }

    @Override
    public OperationId ask(Request request, Caller caller, Optional<Digest> expectedPlan) {
        parts.writeAccess().require(request.kind().word());
        if (caller.origin() == Origin.WEB) {
            requireFromAfar(request);
        }
        parts.exchange().require(request.kind().word());
        Reason.problem(caller.reason()).ifPresent(problem -> {
            throw new Refused(problem);
        });
        requireReason(request, caller);
        parts.reserve().giveUp();
        OperationId id = recorded(request, caller, expectedPlan);
        if (here(request)) {
            watchFor(id, request.kind());
            Thread operation = Thread.ofPlatform().name("operation-" + id).unstarted(() -> perform(id));
            operations.removeIf(one -> one.getState() == Thread.State.TERMINATED);
            operations.add(operation);
            operation.start();
        } else {
            startService(id, request);
        }
        return id;
    }

    /** Who forces what is refused for a reason leaves one, too: it is all that the next one finds in the history. */
    private void requireReason(Request request, Caller caller) {
        if (request instanceof Request.Activate activate
                && activate.force()
                && caller.reason().isBlank()) {
            parts.planner().overridden(activate).stream().findFirst().ifPresent(overridden -> {
                throw new Refused(
                        Code.REASON_NEEDED,
                        overridden.what() + "; to force that needs a reason",
                        "smolotchi-release activate " + activate.version() + " --force --reason TEXT");
            });
        }
    }

    /**
     * One at a time, so that none slips in between.
     *
     * @throws Refused SOURCE_NOT_FROM_AFAR, or BUSY
     */
    OperationId askFromAfar(Request request, Caller caller, Optional<Digest> expectedPlan) {
        requireFromAfar(request);
        afar.lock();
        try {
            new Crowd(parts).require(request.kind());
            return ask(request, caller, expectedPlan);
        } finally {
            afar.unlock();
        }
    }

    /** @throws Refused SOURCE_NOT_FROM_AFAR */
    void requireFromAfar(Request request) {
        new FromAfar(() -> parts.application().store().gitFromAfar())
                .refusal(request)
                .ifPresent(refusal -> {
                    throw new Refused(refusal);
                });
    }

    private OperationId recorded(Request request, Caller caller, Optional<Digest> expectedPlan) {
        LostCatalog lost = new LostCatalog(parts);
        try {
            lost.attend(caller, request.kind().word());
            return parts.catalog()
                    .ask(request.kind(), caller, parts.clock().instant(), RequestJson.write(request), expectedPlan);
        } catch (CatalogException unwritable) {
            throw request instanceof Request.Recover recover ? lost.recovered(recover, unwritable) : unwritable;
        }
    }

    /**
     * Waits for what this process carries out. The end of an operation is recorded before its journal is taken away and its lock is free: a process that
     * went away in between would leave an activation behind that looks interrupted.
     */
    void await() {
        boolean interrupted = false;
        for (Thread operation : operations) {
            while (operation.isAlive()) {
                try {
                    operation.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CatalogReport rebuildCatalog(Caller caller) {
        parts.writeAccess().require("rebuild the catalog");
        return new CatalogRebuild(parts).rebuild(caller);
    }

    @Override
    public CatalogReport migrateCatalog(Caller caller) {
        parts.writeAccess().require("migrate the catalog");
        try (LockFile.Held _ = parts.locks().change("catalog migrate", caller.actor())) {
            return new CatalogReport(
                    List.of(),
                    new CatalogFile(parts.database()).migrate().stream().toList());
        }
    }

    @Override
    public Outcome perform(OperationId id) {
        parts.catalog().operation(id).ifPresent(operation -> watchFor(id, operation.kind()));
        try {
            return new Performance(parts, () -> cancelled(id)).perform(id);
        } finally {
            cancellable.remove(id);
        }
    }

    private void watchFor(OperationId id, OperationKind kind) {
        if (kind.cancellable()) {
            cancellable.putIfAbsent(id, new AtomicBoolean());
        }
    }

    private boolean cancelled(OperationId id) {
        return Optional.ofNullable(cancellable.get(id))
                .filter(AtomicBoolean::get)
                .isPresent();
    }

    @Override
    public boolean cancel(OperationId id) {
        return cancel(id, () -> {});
    }

    @Override
    public boolean cancel(OperationId id, String who) {
        // its end is recorded a moment before this process forgets it
        return !hasEnded(id) && cancel(id, () -> note(id, "cancelled by " + who));
    }

    private boolean hasEnded(OperationId id) {
        return parts.reads().operation(id).flatMap(Operation::ended).isPresent();
    }

    /** @param before what is done once it is known that the operation can be told */
    private boolean cancel(OperationId id, Runnable before) {
        Optional<AtomicBoolean> found = Optional.ofNullable(cancellable.get(id));
        if (found.isPresent()) {
            before.run();
            found.get().set(true);
            return true;
        }
        return stopped(id, before);
    }

    /** That it is not written down keeps nobody from cancelling. */
    private void note(OperationId id, String text) {
        try {
            parts.catalog()
                    .append(
                            NewEvent.of(id, Event.Type.NOTE, "", text),
                            parts.clock().instant());
        } catch (CatalogException unwritable) {
            LOG.warn("operation {} was {}, which can't be written down", id, text, unwritable);
        }
    }

    /** Its service is told to end, and takes that for a cancellation. */
    private boolean stopped(OperationId id, Runnable before) {
        boolean wanted = parts.reads()
                .operation(id)
                .filter(operation ->
                        operation.ended().isEmpty() && operation.kind().cancellable())
                .isPresent();
        if (!wanted || !parts.systemd().running()) {
            return false;
        }
        UnitName service = RunService.name(id.toString());
        if (!parts.systemd().hasProcesses(service)) {
            return false;
        }
        before.run();
        parts.systemd().stop(List.of(service), Duration.ZERO);
        return true;
    }

    @Override
    public Outcome boot() {
        parts.whileBooting();
        try (LockFile.Held _ = parts.locks().change("recovery at boot", "boot")) {
            return parts.bootRecovery().putRight();
        }
    }

    private void startService(OperationId id, Request request) {
        try {
            parts.systemd().startTransient(service(id, request));
        } catch (ServiceManagerException e) {
            parts.catalog()
                    .end(
                            id,
                            parts.clock().instant(),
                            new Outcome.Failed(Code.HOST_FAULT, String.valueOf(e.getMessage())));
            throw e;
        }
    }

    @Override
    public boolean here(Request request) {
        return options.here(request, parts.systemd().running());
    }

    private TransientService service(OperationId id, Request request) {
        return new TransientService(
                RunService.name(id.toString()),
                "Release operation " + id + ": " + request.kind().word(),
                command("run", "--id", id.toString()),
                parts.recoveryCommand().unlessEnded(),
                RECOVERY_LIMIT,
                READS_RELEASES.contains(request.kind()) ? Map.of("SMOLOTCHI_RELEASE_READS", "all") : Map.of());
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(options.command());
        command.addAll(List.of(words));
        return command;
    }
}
