package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Refusal;
import java.nio.file.Path;
import java.util.List;

/** Checks a rendered set before anything is written: what systemd says of it, and what systemd does not look at. */
public final class Preflight {

    private final HostRoot root;
    private final Application application;
    private final Processes processes;

    public Preflight(HostRoot root, Application application, Processes processes) {
        this.root = root;
        this.application = application;
        this.processes = processes;
    }

    /**
     * @param placement that the set was rendered with
     * @param release the tree that {@code placement.code()} will name, where this process finds it
     * @return all that speaks against it; empty when nothing does
     */
    public List<Refusal> check(UnitSet set, Placement placement, Path release) {
        throw new UnsupportedOperationException(root + " " + application + processes + set + placement + release);
    }
}
