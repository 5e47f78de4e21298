package io.smolotchi.release.shell;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.operation.Request;
import java.util.List;

/** The core behind the front door: the one place where it is put together with the console. */
record CoreDoor(Core core) implements FrontDoor {

    /** Set by the launcher: the program that starts the console again, for what is carried out in a service of its own. */
    private static final String LAUNCHER = "smolotchi.release.launcher";

    static final FrontDoor.Opener OPENER =
            (root, foreground) -> new CoreDoor(Core.open(root, new CoreOptions(foreground, command())));

    private static List<String> command() {
        String launcher = System.getProperty(LAUNCHER, "");
        return launcher.isEmpty() ? List.of() : List.of(launcher);
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
    public boolean here(Request request) {
        return core.changes().here(request);
    }

    @Override
    public void close() {
        core.close();
    }
}
