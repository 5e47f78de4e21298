package io.smolotchi.release.shell;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.operation.Request;

/** The core behind the front door: the one place where it is put together with the console. */
record CoreDoor(Core core) implements FrontDoor {

    static final FrontDoor.Opener OPENER = (root, foreground) -> new CoreDoor(Core.open(
            root, new CoreOptions(foreground, CoreOptions.fromEnvironment().command())));

    @Override
    public Changes changes() {
        return core.changes();
    }

    @Override
    public Inquiries inquiries() {
        return core.inquiries();
    }

    @Override
    public boolean here(Request request) {
        return core.changes().here(request);
    }

    @Override
    public void close() {
        core.close();
    }
}
