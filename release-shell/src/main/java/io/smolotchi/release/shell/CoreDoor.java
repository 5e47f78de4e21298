package io.smolotchi.release.shell;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;

/** The core behind the front door: the one place where it is put together with the console. */
record CoreDoor(Core core) implements FrontDoor {

    static FrontDoor open(HostRoot root, boolean foreground) {
        CoreOptions options = CoreOptions.fromEnvironment();
        return new CoreDoor(Core.open(root, options.inForeground(foreground)));
    }

    @Override
    public Changes changes() {
        return core.changes();
    }

    @Override
    public Inquiries inquiries() {
        return core.inquiries();
    }

    @Override
    public void close() {
        core.close();
    }
}
