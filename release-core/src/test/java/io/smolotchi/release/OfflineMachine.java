package io.smolotchi.release;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import java.nio.file.Path;
import java.util.Optional;

/** A machine below another root, driven through the front door. */
public final class OfflineMachine implements AutoCloseable {

    private final Core core;

    public OfflineMachine(Path root) {
        this.core = Core.open(new HostRoot(root), CoreOptions.inThisProcess());
    }

    public Outcome stage(Path source) {
        return carryOut(new Request.Stage(new Source.Local(source.toString()), Optional.empty()));
    }

    public Outcome activate(String version) {
        return carryOut(Request.Activate.of(Version.of(version)));
    }

    public Outcome rollback() {
        return carryOut(Request.Rollback.nearest());
    }

    /** Plans, asks with the plan's digest, and waits for the end. */
    public Outcome carryOut(Request request) {
        return carryOut(request, core.changes().plan(request).digest());
    }

    /** The same with a plan that was made at another time. */
    public Outcome carryOut(Request request, Digest seen) {
        String reason = request instanceof Request.Activate activate && activate.force() ? "by force" : "";
        Caller caller = new Caller("tester", Origin.CONSOLE, reason);
        OperationId id = core.changes().ask(request, caller, Optional.of(seen));
        while (core.inquiries().operation(id).ended().isEmpty()) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return core.inquiries().operation(id).ended().orElseThrow().outcome();
    }

    public Status status() {
        return core.inquiries().status();
    }

    public Core core() {
        return core;
    }

    @Override
    public void close() {
        core.close();
    }
}
