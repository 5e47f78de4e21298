package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.process.Processes;
import java.nio.file.Path;

/**
 * Checks a rendered set before anything is written: what systemd says of it, and what systemd does not look at (accounts, programs, modules, directories,
 * environment files). Changes nothing; takes about 0.3 s.
 */
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
     * @param set rendered, not masked
     * @param placement that the set was rendered with
     * @param release the tree that {@code placement.code()} will name, where this process finds it
     */
    public Findings check(UnitSet set, Placement placement, Path release) {
        Findings.Book book = new Findings.Book();
        new UnitVerification(processes).check(set, book);
        new AccountCheck(root, application, processes).check(set, book);
        MachinePaths paths = new MachinePaths(root, placement, release);
        new ProgramCheck(root, application, placement, paths, release).check(set, book);
        new PathCheck(application, paths).check(set, book);
        return book.findings();
    }
}
