package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import java.util.Collection;
import java.util.List;

/** Reads what is installed now. */
public final class InstalledUnits {

    private final HostRoot root;
    private final Application application;

    public InstalledUnits(HostRoot root, Application application) {
        this.root = root;
        this.application = application;
    }

    /**
     * What is on disk of the units that could be ours: those of the settings, those recorded by the last activation, those that the next one would
     * write, and those of older names that are retired. An administrator's drop-ins are not part of it.
     *
     * @param others sets whose paths are looked at too
     */
    public UnitSet read(Collection<UnitSet> others) {
        throw new UnsupportedOperationException(root + " " + application + others);
    }

    /** Files that differ from what was recorded when they were written; {@code recorded} is the set that the last live activation installed. */
    public List<Drift> drift(UnitSet recorded) {
        throw new UnsupportedOperationException(root + " " + recorded);
    }
}
