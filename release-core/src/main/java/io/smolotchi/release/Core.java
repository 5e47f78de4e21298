package io.smolotchi.release;

import io.smolotchi.release.descriptor.HostRoot;
import java.time.Clock;

/** The manager of one machine, put together. Opening it reads nothing yet: the catalog is opened for writing by the first change. */
public final class Core implements AutoCloseable {

    private final Parts parts;
    private final LocalChanges changes;
    private final Inquiries inquiries;

    private Core(Parts parts, CoreOptions options) {
        this.parts = parts;
        this.changes = new LocalChanges(parts, options);
        this.inquiries = new LocalInquiries(parts);
    }

    public static Core open(HostRoot root, CoreOptions options) {
        return open(root, options, Clock.systemUTC());
    }

    /** With another clock, for tests. */
    public static Core open(HostRoot root, CoreOptions options, Clock clock) {
        return new Core(new Parts(root, clock, options.command()), options);
    }

    public Changes changes() {
        return changes;
    }

    /** For those who are not at the machine: nothing that names a path on it, nothing that only its console may do. */
    public Changes changesFromAfar() {
        return new ChangesFromAfar(changes);
    }

    public Inquiries inquiries() {
        return inquiries;
    }

    /** Waits for operations that this process carries out. */
    @Override
    public void close() {
        changes.await();
        parts.close();
    }
}
