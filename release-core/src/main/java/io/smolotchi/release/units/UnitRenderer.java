package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import java.nio.file.Path;

/** Says what is installed for a release: its own files where it ships them, built-in texts otherwise, and what the layout decides on top. */
public final class UnitRenderer {

    private final Application application;

    public UnitRenderer(Application application) {
        this.application = application;
    }

    /** @param release the tree, where this process finds it */
    public Rendering render(Path release, ReleaseDescriptor descriptor, Placement placement) {
        throw new UnsupportedOperationException(application + " " + release + descriptor + placement);
    }
}
